import type { ReadResult } from '../../kernel/problem';
import { parseXml } from '../../xml/parseXml';
import { childElements } from '../../xml/xmlTree';
import {
  backupInstanceContent,
  manifestNamespace,
  readBackupInstance,
  type BackupInstance,
} from '../bkupInfo/backupInstance';

/** Reads manifest.xml: an index of the backups in its folder, often wrong or missing (measured). */
export function readManifest(bytes: Uint8Array): ReadResult<readonly BackupInstance[]> {
  const { root, problems } = parseXml(bytes);
  return { value: root === undefined ? [] : childElements(root, 'BackupInst').map(readBackupInstance), problems };
}

/** Writes it as GPMC does: one line, no declaration, no line end. */
export function writeManifest(instances: readonly BackupInstance[]): Uint8Array {
  const content = instances.map((instance) => `<BackupInst>${backupInstanceContent(instance)}</BackupInst>`).join('');
  return new TextEncoder().encode(
    `<Backups xmlns="${manifestNamespace}" xmlns:mfst="${manifestNamespace}" mfst:version="1.0">${content}</Backups>`,
  );
}
