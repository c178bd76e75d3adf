import type { FileStore } from '../../core/ports/fileStore';

/** The path of a file or folder whose name differs in case at most, as Windows finds it; undefined when there is none. */
export function findEntry(files: FileStore, folder: string, name: string): string | undefined {
  const exact = files.join(folder, name);
  if (files.stat(exact) !== undefined) return exact;
  if (files.stat(folder)?.kind !== 'folder') return undefined;
  const wanted = name.toLowerCase();
  const found = files.list(folder).find((entry) => entry.name.toLowerCase() === wanted);
  return found === undefined ? undefined : files.join(folder, found.name);
}
