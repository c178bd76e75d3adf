import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { corpusFolder } from '../../../../fixtures/corpus';

/** A file of a real backup. */
export interface CorpusFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** All files of that name, in any case; none where the corpus is not present. */
export function corpusFiles(fileName: string): readonly CorpusFile[] {
  const folder = corpusFolder();
  if (folder === undefined) return [];
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => (name.split(/[\\/]/).at(-1) ?? '').toLowerCase() === fileName.toLowerCase())
    .sort()
    .map((name) => ({ name, bytes: readFileSync(join(folder, name)) }));
  if (files.length === 0) throw new Error(`The corpus has no ${fileName}`);
  return files;
}

/** The bytes with every line end as GPMC writes it: Git made LF of them in many files. */
export function withWindowsLineEnds(bytes: Uint8Array): Uint8Array {
  return new TextEncoder().encode(new TextDecoder().decode(bytes).replace(/\r?\n/g, '\r\n'));
}
