import type { Problem, ReadResult } from '../../kernel/problem';
import { splitInfFields, unquoteField } from '../inf/infFields';
import type { InfFile } from '../inf/infFile';
import { infContents, sameName, type PlacedLine } from '../inf/infQueries';
import { readInf } from '../inf/readInf';
import type { GptTmpl, GptTmplEntry, RegistryValueEntry } from './gptTmpl';
import { principalOf } from './principals';
import {
  groupMembershipSection,
  objectTarget,
  privilegeRightsSection,
  registryValuesSection,
} from './templateSections';

/**
 * Reads a GptTmpl.inf. Problems: those of {@link readInf}, and `gpt-tmpl-line-invalid` for a line that does not have its
 * section's form; such a line is an `unknown` entry.
 */
export function readGptTmpl(bytes: Uint8Array): ReadResult<GptTmpl> {
  const { value: source, problems } = readInf(bytes);
  const value = gptTmplOf(source);
  return { value, problems: [...problems, ...value.entries.flatMap(invalidLine)] };
}

/** The entries of the sections that name principals outside security descriptors: rights and group memberships. */
export function readMemberEntries(bytes: Uint8Array): readonly GptTmplEntry[] {
  return infContents(readInf(bytes).value)
    .filter(({ section }) => sameName(section, privilegeRightsSection) || sameName(section, groupMembershipSection))
    .map(readEntry);
}

/** The template that an INF file is. */
export function gptTmplOf(source: InfFile): GptTmpl {
  return { source, entries: infContents(source).map(readEntry) };
}

function invalidLine(entry: GptTmplEntry): readonly Problem[] {
  if (entry.kind !== 'unknown' || entry.line === undefined) return [];
  const params = { section: entry.section };
  return [{ code: 'gpt-tmpl-line-invalid', severity: 'warning', place: { line: entry.line + 1 }, params }];
}

function readEntry(placed: PlacedLine): GptTmplEntry {
  const { section, line, content } = placed;
  return readTyped(placed) ?? { kind: 'unknown', section, line, text: content.raw.trim() };
}

function readTyped(placed: PlacedLine): GptTmplEntry | undefined {
  const { section, line, content } = placed;
  const target = objectTarget(section);
  if (target !== undefined) {
    const fields = splitInfFields(content.value);
    const [name, mode, sddl] = fields;
    if (name === undefined || mode === undefined || name.text === '' || fields.length > 3) return undefined;
    const ordinal = content.kind === 'entry' ? content.key : undefined;
    return { kind: 'object', target, line, name: name.text, mode: mode.text, sddl: sddl?.text ?? '', ordinal };
  }
  if (content.kind !== 'entry') return undefined;
  if (sameName(section, registryValuesSection)) return registryValue(line, content.key, content.value);
  if (sameName(section, privilegeRightsSection))
    return { kind: 'right', line, name: content.key, members: memberList(content.value) };
  if (sameName(section, groupMembershipSection)) {
    const match = /^(.*)__(members|memberof)$/i.exec(content.key);
    if (match?.[1] === undefined || match[2] === undefined) return undefined;
    const relation = match[2].toLowerCase() === 'members' ? 'members' : 'member-of';
    return { kind: 'group', line, group: principalOf(match[1]), relation, members: memberList(content.value) };
  }
  return { kind: 'setting', section, line, name: content.key, value: unquoteField(content.value) };
}

function registryValue(line: number, path: string, value: string): RegistryValueEntry | undefined {
  const match = /^(\d+)[ \t]*(?:,[ \t]*(.*))?$/s.exec(value);
  if (match?.[1] === undefined) return undefined;
  const type = Number(match[1]);
  const rest = match[2] ?? '';
  const isList = type === 7 || type === 3;
  const data = isList ? (rest === '' ? [] : splitInfFields(rest).map((field) => field.text)) : [unquoteField(rest)];
  return { kind: 'registry-value', line, path, type, data };
}

/** An empty value has no members; an empty field between commas is none either. */
function memberList(value: string): readonly string[] {
  return splitInfFields(value)
    .map((field) => principalOf(field.text))
    .filter((member) => member !== '');
}
