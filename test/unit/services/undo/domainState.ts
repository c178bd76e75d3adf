import type { FileStore } from '../../../../src/core/ports/fileStore';
import { listTree } from '../../../../src/storage/tree';

/**
 * Everything in a snapshot but times, versions, where a backup was taken and the copy of the ACL in SYSVOL, by path in lower case: what a change and
 * its Undo must leave equal. Files that a dead process left half-written beside the real ones count for nothing.
 */
export function domainState(files: FileStore, root: string): ReadonlyMap<string, string> {
  const state = new Map<string, string>();
  for (const { path, kind } of listTree(files, root)) {
    if (kind !== 'file' || path.startsWith('.work') || /\/gpt\.ini$|\.new$/i.test(path)) continue;
    const bytes = files.readFile(files.join(root, path));
    state.set(
      path.toLowerCase(),
      path.startsWith('ad/gpos/') ? gpoState(bytes) : new TextDecoder('latin1').decode(bytes),
    );
  }
  return state;
}

const different = ['version', 'whenCreated', 'whenChanged', 'sysvolSecurityDescriptor', 'sourceExpandedPath'];

function gpoState(bytes: Uint8Array): string {
  return JSON.stringify(JSON.parse(new TextDecoder().decode(bytes)), (key, value: unknown) =>
    different.includes(key) ? undefined : value,
  );
}
