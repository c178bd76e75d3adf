import type { Problem, ReadResult } from '../../kernel/problem';
import { editInf, withSpan, type InfEdit } from '../inf/editInf';
import type { InfFile } from '../inf/infFile';
import { infContents, sameName, type PlacedLine } from '../inf/infQueries';
import { mergeInf, type InfSetting } from '../inf/mergeInf';
import { newInf, readInf, writeInf } from '../inf/readInf';

/** fdeploy.ini, folder redirection of Windows XP and before (MS-GPFR 2.2.1). */
export interface Fdeploy {
  readonly folders: readonly FdeployFolder[];
  /** The file as it was read; what did not change is written from it. */
  readonly source: InfFile;
}

/** A redirected folder. */
export interface FdeployFolder {
  /** `My Documents`, `Application Data`, … */
  readonly name: string;
  /** Flags of the section FolderStatus, hexadecimal in the file; undefined where that section does not name the folder. */
  readonly status: number | undefined;
  readonly targets: readonly FdeployTarget[];
}

/** Where a folder is for the members of a group. */
export interface FdeployTarget {
  /** SID as written; lower case in real files (measured). */
  readonly sid: string;
  readonly path: string;
}

const statusSection = 'FolderStatus';

/** An empty file in the form that Windows' editor writes: a line of blanks first (measured). */
export const newFdeploy: Fdeploy = fdeployOf(newInf(['', '     ']));

/** Reads a fdeploy.ini. Problems: those of readInf, `fdeploy-status-invalid` (no hexadecimal number). */
export function readFdeploy(bytes: Uint8Array): ReadResult<Fdeploy> {
  const { value, problems } = readInf(bytes);
  return { value: fdeployOf(value), problems: [...problems, ...infContents(value).flatMap(statusProblem)] };
}

/** Writes what changed into the file as it was read. */
export function writeFdeploy(fdeploy: Fdeploy): Uint8Array {
  return writeInf(mergeInf(fdeploy.source, settingsOf(fdeployOf(fdeploy.source)), settingsOf(fdeploy)));
}

/**
 * Gives each target to `replace`: another one, `'remove'`, or undefined to leave it. A line whose SID changes keeps its
 * place.
 */
export function rewriteFdeployTargets(
  fdeploy: Fdeploy,
  replace: (target: FdeployTarget, folder: FdeployFolder) => FdeployTarget | 'remove' | undefined,
): Fdeploy {
  const renamed = new Map<string, string>();
  const folders = fdeploy.folders.map((folder) => ({
    ...folder,
    targets: folder.targets.flatMap((old) => {
      const target = replace(old, folder) ?? old;
      if (target === 'remove') return [];
      if (target.sid !== old.sid) renamed.set(identity(folder.name, old.sid), target.sid);
      return [target];
    }),
  }));
  return { folders, source: renameSids(fdeploy.source, renamed) };
}

function renameSids(source: InfFile, renamed: ReadonlyMap<string, string>): InfFile {
  const edits = infContents(source).flatMap(({ line, section, content }): readonly InfEdit[] => {
    const sid = content.kind === 'entry' ? renamed.get(identity(section, content.key)) : undefined;
    if (content.kind !== 'entry' || sid === undefined) return [];
    return [{ kind: 'replace-line', line, text: withSpan(content, content.keySpan, sid) }];
  });
  return edits.length === 0 ? source : editInf(source, edits);
}

function identity(folder: string, sid: string): string {
  return `${folder}\n${sid}`.toLowerCase();
}

function fdeployOf(source: InfFile): Fdeploy {
  const folders = new Map<string, FdeployFolder>();
  const put = (name: string, change: (folder: FdeployFolder) => FdeployFolder): void => {
    const key = name.toLowerCase();
    folders.set(key, change(folders.get(key) ?? { name, status: undefined, targets: [] }));
  };
  for (const { section, content } of infContents(source)) {
    if (content.kind !== 'entry') continue;
    const { key, value } = content;
    if (sameName(section, statusSection)) put(key, (folder) => ({ ...folder, status: folder.status ?? hex(value) }));
    else put(section, (folder) => ({ ...folder, targets: [...folder.targets, { sid: key, path: value }] }));
  }
  return { folders: [...folders.values()], source };
}

function settingsOf({ folders }: Fdeploy): readonly InfSetting[] {
  return folders.flatMap(({ name, status, targets }) => [
    ...(status === undefined ? [] : [{ section: statusSection, key: name, value: status.toString(16) }]),
    ...targets.map(({ sid, path }) => ({ section: name, key: sid, value: path })),
  ]);
}

function hex(text: string): number | undefined {
  return /^(?:0x)?[0-9a-f]{1,8}$/i.test(text) ? Number.parseInt(text.replace(/^0x/i, ''), 16) : undefined;
}

function statusProblem({ line, section, content }: PlacedLine): readonly Problem[] {
  if (!sameName(section, statusSection) || content.kind !== 'entry' || hex(content.value) !== undefined) return [];
  const params = { folder: content.key };
  return [{ code: 'fdeploy-status-invalid', severity: 'warning', place: { line: line + 1 }, params }];
}
