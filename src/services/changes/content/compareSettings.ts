import type { PlanMessage, SettingChange } from '../../../core/model/changePlan';
import { planMessage } from '../../../core/model/planMessages';
import type { FileStore } from '../../../core/ports/fileStore';
import type { ChangedFile } from './compareFiles';
import { extensionOfPath } from './extensionOfPath';
import type { ContentFile } from './gpoContent';
import { readSettings, type FileSettings } from './readSettings';

/** The settings that differ, and files that a codec could not read. */
export interface SettingChanges {
  readonly settings: readonly SettingChange[];
  readonly warnings: readonly PlanMessage[];
}

/** Settings beyond this size of a file are compared as one: reading them would take more memory than a plan may. */
const largestFile = 64 * 1024 * 1024;

/** Compares the settings in files that differ; a file that no codec takes apart is one setting, named by its path. */
export function changedSettings(files: FileStore, changed: readonly ChangedFile[]): SettingChanges {
  const settings: SettingChange[] = [];
  const warnings: PlanMessage[] = [];
  for (const { before, after } of changed) {
    const path = (after ?? before)?.path ?? '';
    const old = before === undefined ? undefined : settingsOf(files, before);
    const now = after === undefined ? undefined : settingsOf(files, after);
    if (old === undefined && now === undefined) settings.push(wholeFile(path, before, after));
    else settings.push(...differences(old, now));
    const problem = now?.problems.find(({ severity }) => severity === 'error');
    if (problem !== undefined)
      warnings.push(
        planMessage('file-unreadable', { ...problem.params, ...problem.place, path, problem: problem.code }),
      );
  }
  return { settings, warnings };
}

function settingsOf(files: FileStore, file: ContentFile): FileSettings | undefined {
  return file.size > largestFile ? undefined : readSettings(file.path, files.readFile(file.source));
}

function wholeFile(path: string, before: ContentFile | undefined, after: ContentFile | undefined): SettingChange {
  const change = before === undefined ? 'added' : after === undefined ? 'removed' : 'changed';
  return { ...extensionOfPath(path), name: path, change, before: undefined, after: undefined };
}

function differences(old: FileSettings | undefined, now: FileSettings | undefined): readonly SettingChange[] {
  const names = [...new Set([...(old?.settings.keys() ?? []), ...(now?.settings.keys() ?? [])])].sort();
  return names.flatMap((key): readonly SettingChange[] => {
    const before = old?.settings.get(key);
    const after = now?.settings.get(key);
    const known = after ?? before;
    if (known === undefined || before?.value === after?.value) return [];
    const { side, extension, name } = known;
    const change = before === undefined ? 'added' : after === undefined ? 'removed' : 'changed';
    return [{ side, extension, name, change, before: before?.value, after: after?.value }];
  });
}
