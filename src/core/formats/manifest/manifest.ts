import { allAtOnce, type Steps } from '../../kernel/steps';
import type { Problem, ReadResult } from '../../kernel/problem';
import { parseXmlSteps } from '../../xml/parseXml';
import { rememberSource, sourceOf } from '../../xml/sourceBytes';
import { childElements } from '../../xml/xmlTree';
import {
  backupInstanceContent,
  manifestNamespace,
  readBackupInstance,
  softwareInstallationAttribute,
  type BackupInstance,
} from '../bkupInfo/backupInstance';

/** So many take about a millisecond. */
const entriesOfAStep = 100;

/**
 * Reads manifest.xml: an index of the backups in its folder. Its entries are often stale, wrong or missing (measured);
 * here they are data, and the folders are the truth. Never throws. Problems: those of {@link parseXmlSteps} and
 * {@link readBackupInstance}; `manifest-wrong-root`.
 */
export function readManifest(bytes: Uint8Array): ReadResult<readonly BackupInstance[]> {
  return allAtOnce(readManifestSteps(bytes));
}

/** {@link readManifest} in steps, for sets of thousands of backups. */
export function* readManifestSteps(bytes: Uint8Array): Steps<ReadResult<readonly BackupInstance[]>> {
  const { root, problems } = yield* parseXmlSteps(bytes);
  if (root?.local !== 'Backups') {
    const place = { line: root?.line ?? 1, column: root?.column ?? 1 };
    return {
      value: [],
      problems: [...problems, { code: 'manifest-wrong-root', severity: 'error', place, params: {} }],
    };
  }
  const found: Problem[] = [...problems];
  const value: BackupInstance[] = [];
  for (const element of childElements(root, 'BackupInst')) {
    value.push(readBackupInstance(element, found));
    if (value.length % entriesOfAStep === 0) yield;
  }
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
