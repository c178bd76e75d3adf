import type { Problem, ReadResult } from '../../kernel/problem';
import type { InfFile } from '../inf/infFile';
import { infContents, sameName, type PlacedLine } from '../inf/infQueries';
import { editInf, setInfValue, type InfEdit } from '../inf/editInf';
import { newInf, readInf, writeInf } from '../inf/readInf';

/** gpt.ini of a GPO: `Version` holds the user's version in its high and the computer's in its low 16 bits (MS-GPOL 2.2.4). */
export interface GptIni {
  readonly computer: number;
  readonly user: number;
  /** False when there is no `Version` line; both versions then count as 0. */
  readonly hasVersion: boolean;
  /** The file as it was read; {@link writeGptIni} changes only the version in it. */
  readonly source: InfFile;
}

const general = 'General';

/** The gpt.ini that a new GPO gets; the display name in it is a leftover literal, not the GPO's name (measured). */
export const newGptIni: GptIni = gptIniOf({
  ...newInf([`[${general}]`, 'Version=0', 'displayName=New Group Policy Object']),
  form: { encoding: 'utf-8', byteOrderMark: false, lineEnd: '\r\n' },
});

/**
 * Reads a gpt.ini. Problems: those of readInf, `gpt-ini-byte-order-mark` (the GPMC then sees no version, measured for
 * UTF-8), `gpt-ini-no-version`, `gpt-ini-version-invalid` (no number from 0 to 4294967295; as Windows does, the leading
 * digits count, modulo 2^32).
 */
export function readGptIni(bytes: Uint8Array): ReadResult<GptIni> {
  const { value, problems } = readInf(bytes);
  const version = versionLine(value);
  return { value: gptIniOf(value), problems: [...problems, ...markProblems(value), ...versionProblems(version)] };
}

/** The form in which Windows writes the file: the version first, then at most the display name. */
const plainForm = /^\[General\]\r?\nVersion=(\d{1,9})(?:\r?\n(?:displayName=[ -~]*(?:\r?\n)?)?)?$/;

/**
 * The versions in a gpt.ini, as {@link readGptIni} gives them; a file in Windows' own form is not read line by line, as a
 * list of a domain's GPOs reads thousands (measured: a tenth of the time).
 */
export function readGptIniVersions(bytes: Uint8Array): Pick<GptIni, 'computer' | 'user'> {
  // Bytes beyond ASCII decode to characters that the form does not allow.
  const plain = bytes.length > 1024 ? null : plainForm.exec(asciiDecoder.decode(bytes));
  return plain === null ? readGptIni(bytes).value : unpackVersion(Number(plain[1]));
}

const asciiDecoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** Writes the versions into the file as it was read; all else stays byte for byte. */
export function writeGptIni(gptIni: GptIni): Uint8Array {
  const { computer, user, source } = gptIni;
  const read = gptIniOf(source);
  if (read.computer === (computer & 0xffff) && read.user === (user & 0xffff) && read.hasVersion === gptIni.hasVersion)
    return writeInf(source);
  return writeInf(editInf(source, [versionEdit(gptIni)]));
}

/** AD's `versionNumber` and gpt.ini's `Version`: the user's version in the high, the computer's in the low 16 bits. */
export function packVersion(computer: number, user: number): number {
  return (((user & 0xffff) << 16) | (computer & 0xffff)) >>> 0;
}

/** The two halves of {@link packVersion}'s number. */
export function unpackVersion(packed: number): { readonly computer: number; readonly user: number } {
  return { computer: packed & 0xffff, user: (packed >>> 16) & 0xffff };
}

/** A side's version after a change: it counts up in 16 bits and skips 0, which would say that nothing is set (MS-GPOL 3.3.4.5). */
export function nextSideVersion(version: number): number {
  const next = (version + 1) & 0xffff;
  return next === 0 ? 1 : next;
}

function versionEdit({ computer, user, hasVersion, source }: GptIni): InfEdit {
  const line = versionLine(source)?.line;
  const value = String(packVersion(computer, user));
  if (line === undefined) return { kind: 'append', section: general, text: `Version=${value}` };
  return hasVersion || value !== '0' ? setInfValue(source, line, value) : { kind: 'remove-line', line };
}

function gptIniOf(source: InfFile): GptIni {
  const version = versionLine(source);
  const packed = Number(BigInt.asUintN(32, BigInt(/^\d+/.exec(version?.content.value ?? '')?.[0] ?? '0')));
  return { computer: packed & 0xffff, user: packed >>> 16, hasVersion: version !== undefined, source };
}

function versionLine(source: InfFile): PlacedLine | undefined {
  return infContents(source).find(
    ({ section, content }) =>
      sameName(section, general) && content.kind === 'entry' && sameName(content.key, 'Version'),
  );
}

function markProblems({ form }: InfFile): readonly Problem[] {
  return form.encoding === 'utf-8' && form.byteOrderMark
    ? [{ code: 'gpt-ini-byte-order-mark', severity: 'warning', place: { offset: 0 }, params: {} }]
    : [];
}

function versionProblems(version: PlacedLine | undefined): readonly Problem[] {
  if (version === undefined) return [{ code: 'gpt-ini-no-version', severity: 'warning', place: {}, params: {} }];
  const { value } = version.content;
  if (/^\d{1,10}$/.test(value) && Number(value) <= 0xffff_ffff) return [];
  const place = { line: version.line + 1 };
  return [{ code: 'gpt-ini-version-invalid', severity: 'warning', place, params: { value: value.slice(0, 100) } }];
}
