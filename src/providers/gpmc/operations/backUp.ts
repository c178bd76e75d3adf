import { PolicyError } from '../../../core/kernel/errors';
import { throwIfCancelled } from '../../../core/kernel/cancellation';
import type { BackupSidecar } from '../../../core/model/backup';
import { parseBackupId, type GpoId } from '../../../core/model/ids';
import type { OperationStatus } from '../../../core/model/operationStatus';
import type { FileStore } from '../../../core/ports/fileStore';
import type { BackupTarget } from '../../../core/ports/gpoOperations';
import type { RunContext } from '../../../core/ports/runContext';
import { findEntry } from '../../../storage/backupSet/findEntry';
import { sidecarEnding } from '../../../storage/backupSet/stagingArea';
import type { GpmcClient } from '../client/gpmcClient';
import type { GpmcDeps } from '../gpmcDeps';
import type { GpmcReader } from '../gpmcReader';
import { saying } from './reports';

/**
 * Lets GPMC back a GPO up. GPMC gives a backup an id of its own and lists it in a manifest beside it: both are made in the
 * folder that holds the staging folder, and the backup then takes that one's place under the id that it is to have.
 */
export async function backUpGpo(
  client: GpmcClient,
  reader: GpmcReader,
  deps: GpmcDeps,
  gpo: GpoId,
  { into, id, comment }: BackupTarget,
  run: RunContext<OperationStatus>,
): Promise<void> {
  const { files, paths } = deps;
  const sidecar = await sidecarOf(reader, deps, gpo);
  const folder = files.dirname(into);
  const request = { gpo, folder: paths.toSession(folder), comment };
  const made = await client
    .request('gpo/backup', request, { token: run.token, onProgress: saying(run) })
    .finally(() => removeManifest(files, folder));
  const backup = madeFolder(files, folder, made.backup);
  files.removeFolder(into);
  files.rename(backup, into);
  renameBackup(files, into, made.backup, id);
  files.writeFile(files.join(into, sidecarEnding), new TextEncoder().encode(`${JSON.stringify(sidecar, null, 2)}\n`));
  throwIfCancelled(run.token);
}

function madeFolder(files: FileStore, folder: string, backup: string): string {
  const id = parseBackupId(backup);
  const name = files.list(folder).find((entry) => entry.kind === 'folder' && parseBackupId(entry.name) === id)?.name;
  if (id === undefined || name === undefined)
    throw new PolicyError('gpmc-answer-invalid', { field: 'gpo/backup.backup' });
  return files.join(folder, name);
}

/** The set has a manifest of its own, and this one is hidden: it could not be written over. */
function removeManifest(files: FileStore, folder: string): void {
  const manifest = findEntry(files, folder, 'manifest.xml');
  if (manifest !== undefined) files.removeFile(manifest);
}

/** Writes the backup's id into its bkupInfo.xml, all else of which stays byte for byte: the file is UTF-8, and a GUID as long as any other. */
function renameBackup(files: FileStore, folder: string, from: string, to: string): void {
  const path = findEntry(files, folder, 'bkupInfo.xml');
  if (path === undefined) return;
  const text = Buffer.from(files.readFile(path)).toString('latin1');
  const at = text.toUpperCase().indexOf(from.toUpperCase());
  const renamed = at < 0 ? text : text.slice(0, at) + to + text.slice(at + to.length);
  // It is hidden, and Windows lets nobody write over a hidden file who does not say so.
  files.removeFile(path);
  files.writeFile(path, Buffer.from(renamed, 'latin1'));
  files.setHidden(path, true);
}

async function sidecarOf(reader: GpmcReader, { identity }: GpmcDeps, gpo: GpoId): Promise<BackupSidecar> {
  const { dnsName, account } = await reader.info();
  const { status, links, wmiFilter } = await reader.gpo(gpo);
  const filter = wmiFilter === undefined ? undefined : (await reader.wmiFilters()).find(({ id }) => id === wmiFilter);
  return {
    version: 1,
    domain: dnsName,
    account: account === '' ? identity.account : account,
    status,
    links: links.map(({ somPath, order, enabled, enforced }) => ({ somPath, order, enabled, enforced })),
    wmiFilter: filter === undefined ? undefined : { id: filter.id, name: filter.name, queries: filter.queries },
  };
}
