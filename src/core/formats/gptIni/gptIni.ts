import type { ReadResult } from '../../kernel/problem';

/** gpt.ini of a GPO: `Version` holds the user's version in its high and the computer's in its low 16 bits (MS-GPOL 2.2.4). */
export interface GptIni {
  readonly computer: number;
  readonly user: number;
  /** False when there is no `Version` line; both versions then count as 0. */
  readonly hasVersion: boolean;
  /** The file as it was read, a character a byte; {@link writeGptIni} changes only the version in it. */
  readonly source: string;
}

/** The gpt.ini that a new GPO gets; the display name in it is a leftover literal, not the GPO's name (measured). */
export const newGptIni: GptIni = {
  computer: 0,
  user: 0,
  hasVersion: true,
  source: '[General]\r\nVersion=0\r\ndisplayName=New Group Policy Object\r\n',
};

const versionLine = /^([ \t]*version[ \t]*=[ \t]*)(\d+)/im;

/** Reads a gpt.ini; a byte order mark is a problem, as the GPMC then sees no version. */
export function readGptIni(bytes: Uint8Array): ReadResult<GptIni> {
  const source = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  const version = versionLine.exec(source);
  const packed = version?.[2] === undefined ? 0 : Number(version[2]) >>> 0;
  const problems = [
    ...(bytes[0] === 0xef && bytes[1] === 0xbb
      ? [{ code: 'gpt-ini-byte-order-mark', severity: 'warning', place: { offset: 0 }, params: {} } as const]
      : []),
    ...(version === null ? [{ code: 'gpt-ini-no-version', severity: 'warning', place: {}, params: {} } as const] : []),
  ];
  return {
    value: { computer: packed & 0xffff, user: packed >>> 16, hasVersion: version !== null, source },
    problems,
  };
}

/** Writes the versions into the file as it was read; all else stays byte for byte. */
export function writeGptIni(gptIni: GptIni): Uint8Array {
  const packed = String(packVersion(gptIni.computer, gptIni.user));
  const { source } = gptIni;
  if (versionLine.test(source)) return latin1(source.replace(versionLine, (_line, head: string) => head + packed));
  if (!gptIni.hasVersion && packed === '0') return latin1(source);
  const line = `Version=${packed}\r\n`;
  const general = /^[ \t]*\[general\][^\n]*\n/im.exec(source);
  return latin1(
    general === null
      ? `[General]\r\n${line}${source}`
      : source.slice(0, general.index + general[0].length) + line + source.slice(general.index + general[0].length),
  );
}

/** AD's `versionNumber`: the user's version in the high, the computer's in the low 16 bits. */
export function packVersion(computer: number, user: number): number {
  return (((user & 0xffff) << 16) | (computer & 0xffff)) >>> 0;
}

function latin1(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}
