/** The encodings in which Windows and its administrators leave policy text files. */
export type PolicyTextEncoding = 'utf-16le' | 'utf-16be' | 'utf-8' | 'windows-1252';

/** How a text stands in a file, so that it can be written back as it was. */
export interface TextForm {
  readonly encoding: PolicyTextEncoding;
  readonly byteOrderMark: boolean;
  /** What most lines end with; new lines get the same. */
  readonly lineEnd: '\r\n' | '\n';
}

/** A text and its form. {@link encodePolicyText} of what {@link decodePolicyText} gave is the same bytes, always. */
export interface PolicyText {
  /** Without byte order mark. Bytes that are no UTF-8 stand as U+DC80 to U+DCFF, which no valid text holds. */
  readonly text: string;
  readonly form: TextForm;
  /** The odd byte at the end of a UTF-16 file. */
  readonly tail: Uint8Array;
}

/** What Windows' own editors write: UTF-16LE with byte order mark and CRLF (MS-GPSB 2.2, MS-GPSCR 2.2.2). */
export const windowsTextForm: TextForm = { encoding: 'utf-16le', byteOrderMark: true, lineEnd: '\r\n' };
