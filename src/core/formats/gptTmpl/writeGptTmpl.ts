import { editInf, setInfValue, withSpan, type InfEdit } from '../inf/editInf';
import { quoteField, splitInfFields } from '../inf/infFields';
import type { InfLine } from '../inf/infFile';
import { newInf, writeInf } from '../inf/readInf';
import type { GptTmpl, GptTmplEntry, SecuredObject } from './gptTmpl';
import { principalField } from './principals';
import { gptTmplOf } from './readGptTmpl';
import {
  groupMembershipSection,
  objectSections,
  privilegeRightsSection,
  registryValuesSection,
} from './templateSections';

/** The empty template that Windows' editor begins with; order of sections as in most files (measured). */
export const newGptTmpl: GptTmpl = gptTmplOf(
  newInf(['[Unicode]', 'Unicode=yes', '[Version]', 'signature="$CHICAGO$"', 'Revision=1']),
);

/** Writes the template: lines whose entries did not change as they were, changed ones in place, new ones in their section. */
export function writeGptTmpl(template: GptTmpl): Uint8Array {
  return writeInf(applyEntries(template).source);
}

/** The template as a reader of {@link writeGptTmpl}'s bytes sees it: all entries have their line. */
export function applyEntries(template: GptTmpl): GptTmpl {
  const now = new Map<number, GptTmplEntry>();
  const edits: InfEdit[] = [];
  for (const entry of template.entries) if (entry.line !== undefined) now.set(entry.line, entry);
  for (const old of gptTmplOf(template.source).entries) {
    if (old.line === undefined) continue;
    const entry = now.get(old.line);
    if (entry === undefined) edits.push({ kind: 'remove-line', line: old.line });
    else if (JSON.stringify(ordered(entry)) !== JSON.stringify(ordered(old))) {
      const line = template.source.lines[old.line];
      if (line !== undefined)
        edits.push({ kind: 'replace-line', line: old.line, text: changedLine(template, line, old, entry) });
    }
  }
  for (const entry of template.entries)
    if (entry.line === undefined) edits.push({ kind: 'append', section: sectionOf(entry), text: entryLine(entry) });
  return edits.length === 0 ? template : gptTmplOf(editInf(template.source, edits));
}

/** The section in which an entry stands. */
export function sectionOf(entry: GptTmplEntry): string {
  switch (entry.kind) {
    case 'setting':
    case 'unknown':
      return entry.section;
    case 'registry-value':
      return registryValuesSection;
    case 'object':
      return objectSections[entry.target];
    case 'right':
      return privilegeRightsSection;
    case 'group':
      return groupMembershipSection;
  }
}

function ordered(entry: GptTmplEntry): readonly (readonly [string, unknown])[] {
  return Object.entries(entry).sort(([one], [other]) => (one < other ? -1 : 1));
}

/** A value alone changes inside its line; anything else gives the line anew. */
function changedLine(template: GptTmpl, line: InfLine, old: GptTmplEntry, entry: GptTmplEntry): string {
  if (line.kind !== 'entry' && line.kind !== 'bare') return entryLine(entry);
  if (entry.kind === 'object' && old.kind === 'object' && entry.ordinal === old.ordinal)
    return withSpan(line, line.valueSpan, changedObject(line.value, old, entry));
  if (line.kind !== 'entry' || entry.kind === 'unknown' || entry.kind === 'object') return entryLine(entry);
  const key = keyOf(entry);
  const withValue = setInfValue(template.source, entry.line ?? 0, changedValue(line.value, entry));
  if (withValue.kind !== 'replace-line') return entryLine(entry);
  if (key === keyOf(old)) return withValue.text;
  return withValue.text.slice(0, line.keySpan.start) + key + withValue.text.slice(line.keySpan.end);
}

function changedObject(value: string, old: SecuredObject, entry: SecuredObject): string {
  const [name, mode, sddl] = splitInfFields(value);
  if (name === undefined || mode === undefined || sddl === undefined) return objectValue(entry);
  let text = value;
  if (entry.sddl !== old.sddl)
    text = text.slice(0, sddl.span.start) + quoteField(entry.sddl) + text.slice(sddl.span.end);
  if (entry.mode !== old.mode) text = text.slice(0, mode.span.start) + entry.mode + text.slice(mode.span.end);
  if (entry.name !== old.name)
    text = text.slice(0, name.span.start) + quoteField(entry.name) + text.slice(name.span.end);
  return text;
}

/** Members that stay keep their spelling and the blanks around them when only some are exchanged. */
function changedValue(value: string, entry: Exclude<GptTmplEntry, { readonly kind: 'unknown' | 'object' }>): string {
  if (entry.kind === 'setting' && value.startsWith('"')) return quoteField(entry.value);
  if (entry.kind !== 'right' && entry.kind !== 'group') return valueOf(entry);
  const fields = splitInfFields(value);
  if (fields.length !== entry.members.length || value === '') return valueOf(entry);
  let text = value;
  for (let index = fields.length - 1; index >= 0; index -= 1) {
    const field = fields[index];
    const member = memberField(entry.members[index] ?? '');
    if (field === undefined || value.slice(field.span.start, field.span.end) === member) continue;
    text = text.slice(0, field.span.start) + member + text.slice(field.span.end);
  }
  return text;
}

function entryLine(entry: GptTmplEntry): string {
  switch (entry.kind) {
    case 'unknown':
      return entry.text;
    case 'object':
      return entry.ordinal === undefined ? objectValue(entry) : `${entry.ordinal}=${objectValue(entry)}`;
    case 'registry-value':
      return `${keyOf(entry)}=${valueOf(entry)}`;
    case 'setting':
      // Unicode=yes and Revision=1 stand without blanks, settings with (measured)
      return /^(unicode|version)$/i.test(entry.section)
        ? `${entry.name}=${valueOf(entry)}`
        : `${entry.name} = ${valueOf(entry)}`;
    case 'right':
    case 'group':
      return `${keyOf(entry)} = ${valueOf(entry)}`;
  }
}

function keyOf(entry: GptTmplEntry): string {
  switch (entry.kind) {
    case 'setting':
    case 'right':
      return entry.name;
    case 'registry-value':
      return entry.path.includes('=') ? quoteField(entry.path) : entry.path;
    case 'group':
      return `${principalField(entry.group)}__${entry.relation === 'members' ? 'Members' : 'Memberof'}`;
    case 'object':
      return entry.ordinal ?? '';
    case 'unknown':
      return '';
  }
}

function valueOf(entry: Exclude<GptTmplEntry, { readonly kind: 'unknown' | 'object' }>): string {
  switch (entry.kind) {
    case 'setting':
      return /^-?\w*$/.test(entry.value) ? entry.value : quoteField(entry.value);
    case 'registry-value':
      return `${entry.type},${registryData(entry.type, entry.data)}`;
    case 'right':
    case 'group':
      return entry.members.map(memberField).join(',');
  }
}

function registryData(type: number, data: readonly string[]): string {
  if (type === 1 || type === 2) return quoteField(data[0] ?? '');
  // a comma inside a string of a list stands in quotes of its own (MS-GPSB 2.2.5)
  return data.map((text) => (type === 7 ? text.replaceAll('"', '""""').replaceAll(',', '","') : text)).join(',');
}

function objectValue({ name, mode, sddl }: SecuredObject): string {
  return `${quoteField(name)},${mode},${quoteField(sddl)}`;
}

function memberField(member: string): string {
  const field = principalField(member);
  return field.includes(',') ? quoteField(field) : field;
}
