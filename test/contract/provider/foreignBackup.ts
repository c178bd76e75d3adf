import { PolicyError } from '../../../src/core/kernel/errors';
import { parseGpoId, type GpoId } from '../../../src/core/model/ids';
import type { BackupRef } from '../../../src/core/ports/gpoOperations';
import type { MemoryFileStore } from '../../fakes/memoryFileStore';
import { OpenDomain, portsOf } from '../../unit/providers/snapshot/operations/operationsHarness';

/** A domain of another name and GUID, with one GPO of the sample in it, backed up. */
export async function foreignBackup(files: MemoryFileStore): Promise<BackupRef> {
  const ports = portsOf(files, { pid: 7 });
  await OpenDomain.sample(ports, '/foreign');
  const path = '/foreign/snapshot.json';
  const object = JSON.parse(Buffer.from(files.readFile(path)).toString('utf8')) as Record<string, unknown>;
  const renamed = { ...object, dnsName: 'fabrikam.com', guid: '{11111111-2222-4333-8444-555555555555}' };
  files.writeFile(path, new TextEncoder().encode(JSON.stringify(renamed)));
  const domain = await OpenDomain.open(ports, '/foreign');
  const id = await domain.backUp(required(await domain.gpo('Servers - Startup Scripts')), '/foreign backups');
  return { folder: '/foreign backups', id };
}

function required(id: GpoId): GpoId {
  const parsed = parseGpoId(id);
  if (parsed === undefined) throw new PolicyError('unexpected', { detail: id });
  return parsed;
}
