import type { Problem } from '../../kernel/problem';
import { parseXml } from '../../xml/parseXml';
import { backupInstanceContent, manifestNamespace, readBackupInstance, type BackupInstance } from './backupInstance';

/** Reads bkupInfo.xml; undefined when it holds no record. */
export function readBkupInfo(bytes: Uint8Array): {
  readonly value: BackupInstance | undefined;
  readonly problems: readonly Problem[];
} {
  const { root, problems } = parseXml(bytes);
  if (root?.local === 'BackupInst') return { value: readBackupInstance(root), problems };
  const wrongRoot: Problem = { code: 'bkup-info-wrong-root', severity: 'error', place: {}, params: {} };
  return { value: undefined, problems: problems.length > 0 ? problems : [wrongRoot] };
}

/** Writes it as GPMC does: one line, no declaration, CRLF at the end. */
export function writeBkupInfo(instance: BackupInstance): Uint8Array {
  return new TextEncoder().encode(
    `<BackupInst xmlns="${manifestNamespace}">${backupInstanceContent(instance)}</BackupInst>\r\n`,
  );
}
