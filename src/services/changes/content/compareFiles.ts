import type { FileChange } from '../../../core/model/changePlan';
import type { Steps } from '../../../core/kernel/steps';
import type { FileStore } from '../../../core/ports/fileStore';
import type { ContentFile } from './gpoContent';

/** A file that differs, with the files on both sides. */
export interface ChangedFile {
  readonly before: ContentFile | undefined;
  readonly after: ContentFile | undefined;
}

/** The files that differ between two contents, by path; equal ones are those with equal bytes. */
export function* changedFiles(
  files: FileStore,
  before: ReadonlyMap<string, ContentFile>,
  after: ReadonlyMap<string, ContentFile>,
): Steps<readonly ChangedFile[]> {
  const changed: ChangedFile[] = [];
  for (const path of [...new Set([...before.keys(), ...after.keys()])].sort()) {
    const pair = { before: before.get(path), after: after.get(path) };
    const isSame =
      pair.before !== undefined && pair.after !== undefined && (yield* sameBytes(files, pair.before, pair.after));
    if (!isSame) changed.push(pair);
    yield;
  }
  return changed;
}

/** The row that a plan shows of it. */
export function fileChange({ before, after }: ChangedFile): FileChange {
  return {
    path: (after ?? before)?.path ?? '',
    change: before === undefined ? 'added' : after === undefined ? 'removed' : 'changed',
    before: before?.size,
    after: after?.size,
  };
}

const chunkSize = 256 * 1024;

function* sameBytes(files: FileStore, one: ContentFile, other: ContentFile): Steps<boolean> {
  if (one.size !== other.size) return false;
  const first = files.open(one.source, 'read');
  try {
    const second = files.open(other.source, 'read');
    try {
      const a = new Uint8Array(chunkSize);
      const b = new Uint8Array(chunkSize);
      for (;;) {
        const read = first.read(a);
        if (read !== second.read(b)) return false;
        if (read === 0) return true;
        for (let at = 0; at < read; at += 1) if (a[at] !== b[at]) return false;
        yield;
      }
    } finally {
      second.close();
    }
  } finally {
    first.close();
  }
}
