import type { HostPorts } from '../../core/ports/hostPorts';
import { removeTree } from '../../storage/tree';

/** Runs `work` with a new empty folder in `parent`, which is removed afterwards, however that ends. */
export async function withTemporaryFolder<T>(
  { files, guids }: Pick<HostPorts, 'files' | 'guids'>,
  parent: string,
  work: (folder: string) => Promise<T>,
): Promise<T> {
  const folder = files.join(parent, `gpmc-${guids.next()}`);
  files.makeFolder(folder);
  try {
    return await work(folder);
  } finally {
    removeTree(files, folder);
  }
}
