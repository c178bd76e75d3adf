import type { Problem, ReadResult } from '../../kernel/problem';
import { parseXml } from '../../xml/parseXml';
import { rememberSource, sourceOf } from '../../xml/sourceBytes';
import { childElements } from '../../xml/xmlTree';
import {
  backupInstanceContent,
  manifestNamespace,
  readBackupInstance,
  softwareInstallationAttribute,
  type BackupInstance,
} from '../bkupInfo/backupInstance';

/**
 * Reads manifest.xml: an index of the backups in its folder. Its entries are often stale, wrong or missing (measured);
 * here they are data, and the folders are the truth. Never throws. Problems: those of {@link parseXml} and
 * {@link readBackupInstance}; `manifest-wrong-root`.
 */
export function readManifest(bytes: Uint8Array): ReadResult<readonly BackupInstance[]> {
  const { root, problems } = parseXml(bytes);
  if (root?.local !== 'Backups') {
    const place = { line: root?.line ?? 1, column: root?.column ?? 1 };
    return {
      value: [],
      problems: [...problems, { code: 'manifest-wrong-root', severity: 'error', place, params: {} }],
    };
  }
  const found: Problem[] = [...problems];
  const value = childElements(root, 'BackupInst').map((element) => readBackupInstance(element, found));
  const whole = found.every(({ severity }) => severity === 'warning');
  return { value: whole ? rememberSource(value, bytes) : value, problems: found };
}

/**
 * Writes it as GPMC does: one line, no declaration, no line end; of the two forms that GPMC has, the usual one without a
 * second `xmlns`. The very value that was read gives the very bytes.
 * @throws xml-unwritable
 */
export function writeManifest(instances: readonly BackupInstance[]): Uint8Array {
  const source = sourceOf(instances);
  if (source !== undefined) return source;
  const content = instances
    .map(
      (instance) =>
        `<BackupInst${softwareInstallationAttribute(instance)}>${backupInstanceContent(instance)}</BackupInst>`,
    )
    .join('');
  return new TextEncoder().encode(
    `<Backups xmlns="${manifestNamespace}" xmlns:mfst="${manifestNamespace}" mfst:version="1.0">${content}</Backups>`,
  );
}

/**
 * The entries with `added` in them: each replaces the first of the same backup id in its place (the others of that id go),
 * and new ones follow at the end. The case of ids does not matter.
 */
export function mergeManifest(
  instances: readonly BackupInstance[],
  added: readonly BackupInstance[],
): readonly BackupInstance[] {
  const byId = new Map(added.map((instance) => [instance.id.toLowerCase(), instance]));
  const placed = new Set<BackupInstance>();
  const kept = instances.flatMap((instance) => {
    const replacement = byId.get(instance.id.toLowerCase());
    if (replacement === undefined) return [instance];
    if (placed.has(replacement)) return [];
    placed.add(replacement);
    return [replacement];
  });
  return [...kept, ...[...byId.values()].filter((instance) => !placed.has(instance))];
}

/** The entries without those of these backup ids, whose case does not matter. */
export function removeFromManifest(
  instances: readonly BackupInstance[],
  ids: readonly string[],
): readonly BackupInstance[] {
  const removed = new Set(ids.map((id) => id.toLowerCase()));
  return instances.filter(({ id }) => !removed.has(id.toLowerCase()));
}
