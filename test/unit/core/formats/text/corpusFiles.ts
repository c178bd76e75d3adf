import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { corpusFolder } from '../../../../fixtures/corpus';

/** A file of the corpus. */
export interface CorpusFile {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** The corpus' files of a name, without case; none where there is no corpus. */
export function corpusFiles(name: RegExp): readonly CorpusFile[] {
  const folder = corpusFolder();
  if (folder === undefined) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && name.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({ path, bytes: Uint8Array.from(readFileSync(path)) }));
}
