import type { HostPorts } from '../../core/ports/hostPorts';
import { removeTree } from '../../storage/tree';

/**
 * Runs `work` with a new empty folder in `parent`, which is removed afterwards, however that ends. It is named as those of
 * changes are (services/changes/workFolders.ts), by which the folder of a process that died is known for a leftover.
 */
export async function withTemporaryFolder<T>(
  { files, guids, identity }: Pick<HostPorts, 'files' | 'guids' | 'identity'>,
  parent: string,
  work: (folder: string) => Promise<T>,
): Promise<T> {
  const folder = files.join(parent, `${identity.pid}-${identity.startTime}-${guids.next()}`);
  files.makeFolder(folder);
  try {
    return await work(folder);
  } finally {
    removeTree(files, folder);
  }
}
