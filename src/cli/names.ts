import { PolicyError } from '../core/kernel/errors';
import type { BackupSummary } from '../core/model/backup';
import type { Som } from '../core/model/domain';
import type { GpoSummary } from '../core/model/gpo';
import {
  parseBackupId,
  parseDomainAddress,
  parseGpoId,
  snapshotAddress,
  type DomainAddress,
  type GpoId,
  type SomPath,
} from '../core/model/ids';
import { interruptedSentence } from '../text/interruptedWork';
import { printable } from '../text/printable';
import { quietRun, type CommandContext } from './commandContext';

/** The domain that `--domain` names: `snapshot:…` or `gpmc:…`, else a snapshot's folder. */
export function domainOf(context: CommandContext, text: string): DomainAddress {
  const parsed = parseDomainAddress(text);
  if (parsed?.kind === 'gpmc') return parsed.address;
  return snapshotAddress(context.absolutePath(parsed?.location ?? text));
}

/**
 * Opens a domain, which completes or rolls back what a dead process left in it, and says on standard error what that was.
 * @throws what opening it throws
 */
export async function tellInterrupted(context: CommandContext, address: DomainAddress): Promise<void> {
  const { interrupted } = await context.services.openDomain({ address }, quietRun(context));
  for (const work of interrupted) context.terminal.err(`gpo: ${printable(interruptedSentence(work))}\n`);
}

/** The GPO that a GUID or a unique name (without case) names. @throws gpo-not-found, gpo-ambiguous */
export async function gpoOf(context: CommandContext, address: DomainAddress, text: string): Promise<GpoSummary> {
  const gpos = await context.services.listGpos({ address }, quietRun(context));
  return pickGpo(gpos, address, text);
}

/** {@link gpoOf} for several names, the list being read once. */
export async function gposOf(
  context: CommandContext,
  address: DomainAddress,
  texts: readonly string[],
): Promise<readonly GpoSummary[]> {
  const gpos = await context.services.listGpos({ address }, quietRun(context));
  return texts.map((text) => pickGpo(gpos, address, text));
}

function pickGpo(gpos: readonly GpoSummary[], address: DomainAddress, text: string): GpoSummary {
  const id: GpoId | undefined = parseGpoId(text);
  const found = gpos.filter((gpo) => (id === undefined ? sameText(gpo.name, text) : gpo.id === id));
  const [only, second] = found;
  if (only === undefined) throw new PolicyError('gpo-not-found', { gpo: text, domain: address });
  if (second !== undefined)
    throw new PolicyError('gpo-ambiguous', { name: text, domain: address, ids: found.map((gpo) => gpo.id) });
  return only;
}

/** The SOM that a distinguished name or a unique name names. @throws som-not-found */
export async function somOf(context: CommandContext, address: DomainAddress, text: string): Promise<SomPath> {
  const soms: readonly Som[] = await context.services.listSoms({ address }, quietRun(context));
  const byPath = soms.find((som) => sameText(som.path, text));
  if (byPath !== undefined) return byPath.path;
  const [only, second] = soms.filter((som) => sameText(som.name, text));
  if (only === undefined || second !== undefined)
    throw new PolicyError('som-not-found', { som: text, domain: address });
  return only.path;
}

/**
 * The backup that an id names, or the newest one of the GPO with that GUID or name.
 * @throws backup-not-found, backup-ambiguous (several GPOs have that name)
 */
export async function backupOf(context: CommandContext, folder: string, text: string): Promise<BackupSummary> {
  const backups = await context.services.listBackups({ folder }, quietRun(context));
  const id = parseBackupId(text);
  const byId = backups.find((backup) => backup.id === id);
  if (byId !== undefined) return byId;
  const found = backups.filter((backup) => sameText(backup.gpoName, text) || backup.gpo === parseGpoId(text));
  const gpos = new Set(found.map((backup) => backup.gpo));
  if (gpos.size > 1)
    throw new PolicyError('backup-ambiguous', { backup: text, folder, ids: found.map((backup) => backup.id) });
  const newest = found.reduce<BackupSummary | undefined>(
    (best, backup) => (best === undefined || backup.time > best.time ? backup : best),
    undefined,
  );
  if (newest === undefined) throw new PolicyError('backup-not-found', { backup: text, folder });
  return newest;
}

function sameText(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
