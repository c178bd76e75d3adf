import type { Problem } from '../../kernel/problem';
import { parseXml } from '../../xml/parseXml';
import { rememberSource, sourceOf } from '../../xml/sourceBytes';
import {
  backupInstanceContent,
  manifestNamespace,
  readBackupInstance,
  readPlainBackupInstance,
  softwareInstallationAttribute,
  type BackupInstance,
} from './backupInstance';

/**
 * Reads bkupInfo.xml; `value` is undefined when it holds no record. Never throws. Problems: those of {@link parseXml} and
 * {@link readBackupInstance}; `bkup-info-wrong-root`.
 */
export function readBkupInfo(bytes: Uint8Array): {
  readonly value: BackupInstance | undefined;
  readonly problems: readonly Problem[];
} {
  const plain = readPlainBackupInstance(bytes);
  if (plain !== undefined) return { value: rememberSource(plain, bytes), problems: [] };
  const { root, problems } = parseXml(bytes);
  if (root?.local !== 'BackupInst') {
    const place = { line: root?.line ?? 1, column: root?.column ?? 1 };
    return {
      value: undefined,
      problems: [...problems, { code: 'bkup-info-wrong-root', severity: 'error', place, params: {} }],
    };
  }
  const found = [...problems];
  const value = readBackupInstance(root, found);
  const whole = found.every(({ severity }) => severity === 'warning');
  return { value: whole ? rememberSource(value, bytes) : value, problems: found };
}

/**
 * Writes it as GPMC does: one line, no declaration, CRLF at the end. The very value that was read gives the very bytes.
 * @throws xml-unwritable
 */
export function writeBkupInfo(instance: BackupInstance): Uint8Array {
  const source = sourceOf(instance);
  if (source !== undefined) return source;
  const software = softwareInstallationAttribute(instance);
  const attributes = software === '' ? '' : ` xmlns:mfst="${manifestNamespace}"${software}`;
  return new TextEncoder().encode(
    `<BackupInst xmlns="${manifestNamespace}"${attributes}>${backupInstanceContent(instance)}</BackupInst>\r\n`,
  );
}
