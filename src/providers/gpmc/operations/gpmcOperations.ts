import { PolicyError } from '../../../core/kernel/errors';
import { throwIfCancelled } from '../../../core/kernel/cancellation';
import { writeMigrationTable } from '../../../core/formats/migrationTable/writeMigrationTable';
import { parseLiveAddress } from '../../../core/model/liveAddress';
import type { GpoId } from '../../../core/model/ids';
import type { OperationStatus } from '../../../core/model/operationStatus';
import type { BackupRef, BackupTarget, CopyTarget, GpoOperations, Mapping } from '../../../core/ports/gpoOperations';
import type { RunContext } from '../../../core/ports/runContext';
import { BackupSet } from '../../../storage/backupSet/backupSet';
import { backupInstanceOf } from '../../../storage/backupSet/backupSummary';
import { backupFolder } from '../../../storage/backupSet/backupFolders';
import { findEntry } from '../../../storage/backupSet/findEntry';
import type { GpmcClient } from '../client/gpmcClient';
import type { GpmcDeps } from '../gpmcDeps';
import type { GpmcReader } from '../gpmcReader';
import { madeGpo, type GpmcWriter } from '../gpmcWriter';
import type { BackupPlace } from '../protocol';
import { withTemporaryFolder } from '../temporaryFolder';
import { backUpGpo } from './backUp';
import { saying } from './reports';

/** What the operations of one domain work with. */
export interface GpmcDomain {
  readonly client: GpmcClient;
  readonly reader: GpmcReader;
  readonly writer: GpmcWriter;
}

/** Finds another live domain of the same session, opened, as the target of a copy. */
export type OpenTarget = (address: CopyTarget['domain']) => Promise<GpmcDomain>;

/** GPMC's own operations, each with its Status and its Cancel. */
export class GpmcOperations implements GpoOperations {
  constructor(
    private readonly domain: GpmcDomain,
    private readonly deps: GpmcDeps,
    private readonly openTarget: OpenTarget,
  ) {}

  async backup(gpo: GpoId, target: BackupTarget, run: RunContext<OperationStatus>): Promise<void> {
    throwIfCancelled(run.token);
    await backUpGpo(this.domain.client, this.domain.reader, this.deps, gpo, target, run);
  }

  async restore(backup: BackupRef, run: RunContext<OperationStatus>): Promise<void> {
    const place = this.#place(backup);
    await this.#checkOrigin(backup);
    await this.domain.client.request('gpo/restore', place, { token: run.token, onProgress: saying(run) });
  }

  async importSettings(
    gpo: GpoId,
    backup: BackupRef,
    mapping: Mapping | undefined,
    run: RunContext<OperationStatus>,
  ): Promise<void> {
    const place = this.#place(backup);
    await this.#withTable(mapping, async (table) => {
      const params = { ...place, ...table, gpo };
      await this.domain.client.request('gpo/import', params, { token: run.token, onProgress: saying(run) });
    });
  }

  async copy(gpo: GpoId, target: CopyTarget, run: RunContext<OperationStatus>): Promise<GpoId> {
    if (parseLiveAddress(target.domain) === undefined)
      throw new PolicyError('capability-missing', {
        capability: 'copy',
        provider: 'gpmc',
        reason: 'target-of-another-kind',
      });
    const { client, writer } = await this.openTarget(target.domain);
    throwIfCancelled(run.token);
    await writer.checkName(target.name);
    const { name, copyAcl } = target;
    const made = await this.#withTable(target.mapping, (table) =>
      this.domain.client.request(
        'gpo/copy',
        { ...table, gpo, targetDomain: client.address.dnsName, name, copyAcl },
        { token: run.token, onProgress: saying(run) },
      ),
    );
    return madeGpo(made.gpo, 'gpo/copy');
  }

  report(gpo: GpoId, run: RunContext<OperationStatus>): Promise<Uint8Array> {
    return this.#reportInto('report.xml', (file) =>
      this.domain.client.request('gpo/report', { gpo, file }, { token: run.token, onProgress: saying(run) }),
    );
  }

  async reportBackup(backup: BackupRef, run: RunContext<OperationStatus>): Promise<Uint8Array> {
    const { files } = this.deps;
    const own = findEntry(files, this.#folderOf(backup), 'gpreport.xml');
    if (own !== undefined) return files.readFile(own);
    const place = this.#place(backup);
    return this.#reportInto('report.xml', (file) =>
      this.domain.client.request('backup/report', { ...place, file }, { token: run.token, onProgress: saying(run) }),
    );
  }

  /** @throws backup-set-not-found, backup-not-found */
  #folderOf({ folder, id }: BackupRef): string {
    return new BackupSet(this.deps, folder).backupFolder(id);
  }

  /** The set and the name in it, as GPMC wants them, also of a folder that is itself one backup. */
  #place(backup: BackupRef): BackupPlace {
    const { files, paths } = this.deps;
    const folder = this.#folderOf(backup);
    return { folder: paths.toSession(files.dirname(folder)), backup: backup.id };
  }

  /** GPMC restores into the domain of origin only. @throws backup-foreign-domain */
  async #checkOrigin(backup: BackupRef): Promise<void> {
    const { files } = this.deps;
    const folder = this.#folderOf(backup);
    const found = backupFolder(files, folder, files.basename(folder));
    const from = found === undefined ? undefined : backupInstanceOf(files, found)?.gpoDomain;
    const { dnsName } = await this.domain.client.domain();
    if (from !== undefined && from.toLowerCase() !== dnsName.toLowerCase())
      throw new PolicyError('backup-foreign-domain', { backup: backup.id, from, to: dnsName });
  }

  #withTable<T>(
    mapping: Mapping | undefined,
    work: (table: { readonly migrationTable: string | null; readonly strict: boolean }) => Promise<T>,
  ): Promise<T> {
    if (mapping === undefined) return work({ migrationTable: null, strict: false });
    const { files, paths, workFolder } = this.deps;
    return withTemporaryFolder(this.deps, workFolder, (folder) => {
      const file = files.join(folder, 'mapping.migtable');
      files.writeFile(file, writeMigrationTable(mapping.table));
      return work({ migrationTable: paths.toSession(file), strict: mapping.strict });
    });
  }

  #reportInto(name: string, work: (file: string) => Promise<unknown>): Promise<Uint8Array> {
    const { files, paths, workFolder } = this.deps;
    return withTemporaryFolder(this.deps, workFolder, async (folder) => {
      const file = files.join(folder, name);
      await work(paths.toSession(file));
      return files.readFile(file);
    });
  }
}
