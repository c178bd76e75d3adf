import type { Problem } from '../../../core/kernel/problem';
import type { GptTmplEntry } from '../../../core/formats/gptTmpl/gptTmpl';
import { readGptTmpl } from '../../../core/formats/gptTmpl/readGptTmpl';
import { sectionOf } from '../../../core/formats/gptTmpl/writeGptTmpl';
import { infContents } from '../../../core/formats/inf/infQueries';
import { readInf } from '../../../core/formats/inf/readInf';
import { readRegistryPol } from '../../../core/formats/registryPol/registryPol';
import { registryDataText, registryTypeName } from '../../../core/formats/registryPol/values';
import { extensionOfPath, type FileOwner } from './extensionOfPath';

/** A setting of one file: what makes it the same one in another version of the file, and its value as text. */
export interface SettingValue extends FileOwner {
  readonly name: string;
  readonly value: string;
}

/** The settings of a file by the name under which they are compared, and what the codec could not read. */
export interface FileSettings {
  readonly settings: ReadonlyMap<string, SettingValue>;
  readonly problems: readonly Problem[];
}

/** Reads the settings of a file; undefined for a file that no codec takes apart: it is compared as a whole. */
export function readSettings(path: string, bytes: Uint8Array): FileSettings | undefined {
  const owner = extensionOfPath(path);
  const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
  if (name === 'registry.pol') return readPol(owner, bytes);
  if (name === 'gpttmpl.inf') return readTemplate(owner, bytes);
  return /^(?:ps)?scripts\.ini$|^fdeploy1?\.ini$/.test(name) ? readIni(owner, bytes) : undefined;
}

function readPol(owner: FileOwner, bytes: Uint8Array): FileSettings {
  const { value, problems } = readRegistryPol(bytes);
  // Clients process records in file order (MS-GPREG 3.2.5.1.2): of two of one name the later counts.
  const values = value.records.map((record) => ({
    ...owner,
    name: `${record.key}\\${record.valueName}`,
    value: `${registryTypeName(record.type)}: ${registryDataText(record)}`,
  }));
  return { settings: byName(values), problems };
}

function readTemplate(owner: FileOwner, bytes: Uint8Array): FileSettings {
  const { value, problems } = readGptTmpl(bytes);
  const values = value.entries.map((entry) => ({
    ...owner,
    name: `${sectionOf(entry)}/${entryName(entry)}`,
    value: entryValue(entry),
  }));
  return { settings: byName(values.filter(({ name }) => !/^(?:unicode|version)\//i.test(name))), problems };
}

function entryName(entry: GptTmplEntry): string {
  switch (entry.kind) {
    case 'registry-value':
      return entry.path;
    case 'group':
      return `${entry.group}/${entry.relation}`;
    case 'unknown':
      return entry.text;
    case 'setting':
    case 'object':
    case 'right':
      return entry.name;
  }
}

function entryValue(entry: GptTmplEntry): string {
  switch (entry.kind) {
    case 'setting':
      return entry.value;
    case 'registry-value':
      return `${registryTypeName(entry.type)}: ${entry.data.join('; ')}`;
    case 'object':
      return `${entry.mode} ${entry.sddl}`.trim();
    case 'right':
    case 'group':
      return entry.members.join(', ');
    case 'unknown':
      return entry.text;
  }
}

function readIni(owner: FileOwner, bytes: Uint8Array): FileSettings {
  const { value, problems } = readInf(bytes);
  const values = infContents(value).flatMap(({ section, content }) =>
    content.kind === 'entry' && section.toLowerCase() !== 'version'
      ? [{ ...owner, name: `${section}/${content.key}`, value: content.value }]
      : [],
  );
  return { settings: byName(values), problems };
}

function byName(values: readonly SettingValue[]): ReadonlyMap<string, SettingValue> {
  return new Map(values.map((value) => [value.name.toLowerCase(), value]));
}
