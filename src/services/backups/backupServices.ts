import type { CancellationToken } from '../../core/kernel/cancellation';
import { isPolicyError, PolicyError } from '../../core/kernel/errors';
import { parseBackupId, type BackupId, type DomainAddress, type GpoId } from '../../core/model/ids';
import type { OperationProgress, OperationSummary } from '../../core/model/operation';
import type { OperationStatus } from '../../core/model/operationStatus';
import type { DomainProvider } from '../../core/ports/domainProvider';
import type { GpoOperations } from '../../core/ports/gpoOperations';
import type { GuidSource } from '../../core/ports/host';
import type { RunContext } from '../../core/ports/runContext';
import { BackupSet, type BackupSetPorts } from '../../storage/backupSet/backupSet';
import type { Services } from '../api';
import { capability, type DomainRegistry } from '../domains/domainRegistry';
import { isoTime, runOperation, type OperationPorts } from '../operations/runOperation';
import type { BatchItem } from '../operations/runBatch';

/** The use cases about backup sets. */
export type BackupServices = Pick<Services, 'listBackups' | 'backUp'>;

/** What they need of the host. */
export type BackupServicesPorts = BackupSetPorts & OperationPorts;

/** Makes {@link BackupServices}. */
export function backupServices(ports: BackupServicesPorts, domains: DomainRegistry): BackupServices {
  return {
    listBackups: ({ folder }, run) => new BackupSet(ports, folder).list(run.token, run.progress),
    backUp: async (input, run) => backUp(ports, await domains.open(input.address), input, run),
  };
}

/** Which GPOs are backed up, and where. */
interface BackUpInput {
  readonly address: DomainAddress;
  readonly gpos: readonly GpoId[] | 'all';
  readonly folder: string;
  readonly comment: string;
}

/** After so many backups the manifest is written anew; the folders are the truth, so nothing is lost in between. */
const manifestBatch = 250;

async function backUp(
  ports: BackupServicesPorts,
  provider: DomainProvider,
  { gpos, folder, comment }: BackUpInput,
  run: RunContext<OperationProgress>,
): Promise<OperationSummary> {
  const operations = capability(provider, 'operations');
  const { dnsName } = await provider.reader.info();
  const chosen = await namedGpos(provider, gpos, run);
  ports.files.makeFolder(folder);
  const set = new BackupSet(ports, folder);
  await set.prepareManifest(run.token);
  let sinceManifest = 0;
  const made: BackupId[] = [];
  const items = chosen.map(({ id, name }): BatchItem => {
    let backup: BackupId | undefined;
    return {
      subject: id,
      name,
      phases: [
        async (itemRun) => {
          backup = await backUpGpo(ports, set, operations, id, comment, itemRun);
          made.push(backup);
          sinceManifest += 1;
          if (sinceManifest >= manifestBatch && tryUpdateManifest(ports, set)) sinceManifest = 0;
        },
      ],
      after: () => Promise.resolve(backup === undefined ? {} : { backup }),
    };
  });
  return runOperation(
    {
      kind: 'back-up',
      domainName: dnsName,
      items,
      finish: async (outcomes) => {
        // Where items failed already, as on a full disk, their reasons say it all.
        if (outcomes.some(({ state }) => state === 'failed')) tryUpdateManifest(ports, set);
        else if (sinceManifest > 0) set.updateManifest();
        await syncUnlessCancelled(set, made, run.token);
        return { undoId: undefined, backupSet: folder };
      },
    },
    ports,
    run,
  );
}

/**
 * Once at the end, as forcing a thousand backups to the disk takes as long as writing them. Cancel does not wait for it: what
 * was made is whole, and the system writes it down within seconds.
 */
async function syncUnlessCancelled(set: BackupSet, made: readonly BackupId[], token: CancellationToken): Promise<void> {
  try {
    await set.sync(made, token);
  } catch (error) {
    if (!isPolicyError(error, 'cancelled')) throw error;
  }
}

/** The manifest is an index: a backup that was made is whole without it. */
function tryUpdateManifest({ logger }: OperationPorts, set: BackupSet): boolean {
  try {
    set.updateManifest();
    return true;
  } catch (error) {
    if (!isPolicyError(error)) throw error;
    logger.warn(`The manifest of ${set.folder} could not be written: ${error.message}`);
    return false;
  }
}

/** Backs one GPO up into a set: made in the set's staging folder, then put in its place. Nothing is left of one that failed. */
export async function backUpGpo(
  ports: BackupSetPorts,
  set: BackupSet,
  operations: GpoOperations,
  gpo: GpoId,
  comment: string,
  run: RunContext<OperationStatus>,
): Promise<BackupId> {
  const id = freshBackupId(ports.guids);
  const into = set.stage(id);
  try {
    await operations.backup(gpo, { into, id, comment, time: isoTime(ports.clock) }, run);
    set.publish(id);
    return id;
  } catch (error) {
    set.unstage(id);
    throw error;
  }
}

/** A new backup id. */
export function freshBackupId(guids: GuidSource): BackupId {
  const id = parseBackupId(guids.next());
  if (id === undefined) throw new PolicyError('unexpected', { detail: 'the GUID source gave no GUID' });
  return id;
}

/** The GPOs with their names; one that is not there is named by its GUID and fails on its own. */
async function namedGpos(
  provider: DomainProvider,
  gpos: readonly GpoId[] | 'all',
  run: RunContext<OperationProgress>,
): Promise<readonly { readonly id: GpoId; readonly name: string }[]> {
  const { reader } = provider;
  const all =
    (await reader.gpoNames?.(run.token)) ?? (await reader.gpos({ token: run.token, progress: () => undefined }));
  if (gpos === 'all') return all;
  const names = new Map(all.map(({ id, name }) => [id, name]));
  return gpos.map((id) => ({ id, name: names.get(id) ?? id }));
}
