import type { Problem, ProblemCode, ReadResult } from '../../kernel/problem';
import { editInf, withSpan, type InfEdit } from '../inf/editInf';
import type { InfFile } from '../inf/infFile';
import { infContents, infValue, sameName } from '../inf/infQueries';
import { mergeInf, type InfSetting } from '../inf/mergeInf';
import { newInf, readInf, writeInf } from '../inf/readInf';

/** fdeploy1.ini, folder redirection since Windows Vista (MS-GPFR 2.2.2). */
export interface Fdeploy1 {
  /** 100 in all files seen; undefined where it is not said. */
  readonly version: string | undefined;
  readonly redirections: readonly FolderRedirection[];
  /** The file as it was read; what did not change is written from it. */
  readonly source: InfFile;
}

/** Where a known folder is for the members of a group. */
export interface FolderRedirection {
  /** Known folder GUID in braces, as written. */
  readonly folder: string;
  /** SID as written; lower case in real files (measured). */
  readonly sid: string;
  /** `Flags`, hexadecimal in the file; undefined where it is missing or no number. */
  readonly flags: number | undefined;
  /** `FullPath`: a UNC or local path. */
  readonly fullPath: string | undefined;
  /** `RelativePath` below `parentFolder`. */
  readonly relativePath: string | undefined;
  /** `ParentFolder`: known folder GUID. */
  readonly parentFolder: string | undefined;
  /** `ExcludeFolders`: known folder GUIDs. */
  readonly excludeFolders: readonly string[];
}

const indexSection = 'Folder_Redirection';

/** An empty file in the form that Windows' editor writes: a line of blanks first (measured). */
export const newFdeploy1: Fdeploy1 = fdeploy1Of(newInf(['', '     ', '[version]', 'version=100', `[${indexSection}]`]));

/**
 * Reads a fdeploy1.ini. Problems: those of readInf, `fdeploy1-section-missing` (the index names a SID whose section is
 * not there), `fdeploy1-not-indexed` (a section that the index does not name; Windows ignores it, and so does the value).
 */
export function readFdeploy1(bytes: Uint8Array): ReadResult<Fdeploy1> {
  const { value, problems } = readInf(bytes);
  return { value: fdeploy1Of(value), problems: [...problems, ...indexProblems(value)] };
}

/** Writes what changed into the file as it was read: index and sections of new redirections too. */
export function writeFdeploy1(fdeploy: Fdeploy1): Uint8Array {
  return writeInf(mergeInf(fdeploy.source, settingsOf(fdeploy1Of(fdeploy.source)), settingsOf(fdeploy)));
}

/**
 * Gives each redirection to `replace`: one with another SID or path, `'remove'`, or undefined to leave it. A SID changes
 * where it stands: in the index and in the section's name; the section keeps its place and all its other lines.
 */
export function rewriteRedirections(
  fdeploy: Fdeploy1,
  replace: (redirection: FolderRedirection) => FolderRedirection | 'remove' | undefined,
): Fdeploy1 {
  const renamed = new Map<string, string>();
  const kept: FolderRedirection[] = [];
  for (const old of fdeploy.redirections) {
    const redirection = replace(old) ?? old;
    if (redirection === 'remove') continue;
    kept.push(redirection);
    if (redirection.sid !== old.sid) renamed.set(identity(old.folder, old.sid), redirection.sid);
  }
  const source = renameSids(fdeploy.source, renamed);
  const before = settingsOf(fdeploy1Of(source));
  return fdeploy1Of(mergeInf(source, before, settingsOf({ ...fdeploy, redirections: kept })));
}

function renameSids(source: InfFile, renamed: ReadonlyMap<string, string>): InfFile {
  const edits: InfEdit[] = [];
  for (const { line, section, content } of infContents(source)) {
    if (!sameName(section, indexSection) || content.kind !== 'entry') continue;
    const value = content.value
      .split(';')
      .map((sid) => renamed.get(identity(content.key, sid.trim())) ?? sid)
      .join(';');
    if (value !== content.value)
      edits.push({ kind: 'replace-line', line, text: withSpan(content, content.valueSpan, value) });
  }
  source.lines.forEach((content, line) => {
    const parts = content.kind === 'section' ? /^(\{.*\})_(.*)$/.exec(content.name) : null;
    const sid = parts?.[1] === undefined ? undefined : renamed.get(identity(parts[1], parts[2] ?? ''));
    if (content.kind !== 'section' || sid === undefined) return;
    const start = content.raw.indexOf(content.name);
    const span = { start, end: start + content.name.length };
    edits.push({ kind: 'replace-line', line, text: withSpan(content, span, `${parts?.[1] ?? ''}_${sid}`) });
  });
  return edits.length === 0 ? source : editInf(source, edits);
}

function fdeploy1Of(source: InfFile): Fdeploy1 {
  const values = valuesByName(source);
  const redirections = indexOf(source).flatMap(({ folder, sids }) =>
    sids.map((sid): FolderRedirection => {
      const value = (key: string): string | undefined => values.get(`${folder}_${sid}\n${key}`.toLowerCase());
      return {
        folder,
        sid,
        flags: hex(value('Flags')),
        fullPath: value('FullPath'),
        relativePath: value('RelativePath'),
        parentFolder: value('ParentFolder'),
        excludeFolders: list(value('ExcludeFolders')),
      };
    }),
  );
  return { version: infValue(source, 'version', 'version'), redirections, source };
}

/** The first value of each key, by section, line feed and key in lower case. */
function valuesByName(source: InfFile): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  for (const { section, content } of infContents(source)) {
    const name = content.kind === 'entry' ? `${section}\n${content.key}`.toLowerCase() : undefined;
    if (name !== undefined && !values.has(name)) values.set(name, content.value);
  }
  return values;
}

function indexOf(
  source: InfFile,
): readonly { readonly line: number; readonly folder: string; readonly sids: readonly string[] }[] {
  return infContents(source).flatMap(({ line, section, content }) =>
    sameName(section, indexSection) && content.kind === 'entry'
      ? [{ line, folder: content.key, sids: list(content.value) }]
      : [],
  );
}

function settingsOf({ version, redirections }: Fdeploy1): readonly InfSetting[] {
  const folders = new Map<string, { readonly folder: string; readonly sids: string[] }>();
  for (const { folder, sid } of redirections) {
    const entry = folders.get(folder.toLowerCase()) ?? { folder, sids: [] };
    entry.sids.push(sid);
    folders.set(folder.toLowerCase(), entry);
  }
  return [
    ...(version === undefined ? [] : [{ section: 'version', key: 'version', value: version }]),
    ...[...folders.values()].map(({ folder, sids }) => ({ section: indexSection, key: folder, value: joined(sids) })),
    ...redirections.flatMap((redirection) => {
      const section = `${redirection.folder}_${redirection.sid}`;
      const setting = (key: string, value: string | undefined): readonly InfSetting[] =>
        value === undefined ? [] : [{ section, key, value }];
      return [
        ...setting('Flags', redirection.flags?.toString(16)),
        ...setting('FullPath', redirection.fullPath),
        ...setting('RelativePath', redirection.relativePath),
        ...setting('ParentFolder', redirection.parentFolder),
        ...setting(
          'ExcludeFolders',
          redirection.excludeFolders.length === 0 ? undefined : joined(redirection.excludeFolders),
        ),
      ];
    }),
  ];
}

function indexProblems(source: InfFile): readonly Problem[] {
  const sections = new Map<string, number>();
  source.lines.forEach((line, index) => {
    if (line.kind === 'section' && /^\{[^}]*\}_/.test(line.name)) sections.set(line.name.toLowerCase(), index);
  });
  const problems: Problem[] = [];
  for (const { line, folder, sids } of indexOf(source))
    for (const sid of sids) {
      if (!sections.delete(`${folder}_${sid}`.toLowerCase()))
        problems.push(warning('fdeploy1-section-missing', line, { folder, sid }));
    }
  for (const [section, line] of sections) problems.push(warning('fdeploy1-not-indexed', line, { section }));
  return problems;
}

/** Lists end with a `;` (measured). */
function joined(items: readonly string[]): string {
  return items.map((item) => `${item};`).join('');
}

function list(text: string | undefined): readonly string[] {
  return (text ?? '')
    .split(';')
    .map((item) => item.trim())
    .filter((item) => item !== '');
}

function hex(text: string | undefined): number | undefined {
  return text !== undefined && /^(?:0x)?[0-9a-f]{1,8}$/i.test(text)
    ? Number.parseInt(text.replace(/^0x/i, ''), 16)
    : undefined;
}

function identity(folder: string, sid: string): string {
  return `${folder}_${sid}`.toLowerCase();
}

function warning(code: ProblemCode, line: number, params: Problem['params']): Problem {
  return { code, severity: 'warning', place: { line: line + 1 }, params };
}
