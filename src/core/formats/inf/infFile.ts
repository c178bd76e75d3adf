import type { TextForm } from '../text/policyText';

/** A stretch of a line: `start` inclusive, `end` exclusive, in UTF-16 code units. */
export interface InfSpan {
  readonly start: number;
  readonly end: number;
}

/** A line as it stands in the file, with what it was recognised as. `raw` is without its line end. */
export type InfLine = InfBlank | InfComment | InfSection | InfEntry | InfBare;

interface InfLineText {
  readonly raw: string;
  /** Empty on the last line of a file that does not end with a line end. */
  readonly end: '\r\n' | '\n' | '';
}

/** An empty line, or blanks only. */
export interface InfBlank extends InfLineText {
  readonly kind: 'blank';
}

/** A line whose first character is `;`. */
export interface InfComment extends InfLineText {
  readonly kind: 'comment';
}

/** `[name]`; case as written. */
export interface InfSection extends InfLineText {
  readonly kind: 'section';
  readonly name: string;
}

/** `key=value`, blanks around both cut off; a quoted key without its quotes, the value as written. */
export interface InfEntry extends InfLineText {
  readonly kind: 'entry';
  readonly key: string;
  readonly keySpan: InfSpan;
  readonly value: string;
  readonly valueSpan: InfSpan;
}

/** A line without `=`, or one that begins with a quoted field: `"name",mode,"SDDL"`. Blanks around it cut off. */
export interface InfBare extends InfLineText {
  readonly kind: 'bare';
  readonly value: string;
  readonly valueSpan: InfSpan;
}

/** A file of the INF and INI family: its lines in order and the form of its text. */
export interface InfFile {
  readonly lines: readonly InfLine[];
  readonly form: TextForm;
  /** See {@link PolicyText}. */
  readonly tail: Uint8Array;
}
