import type { BackupSidecar } from '../../core/model/backup';
import { isPolicyError } from '../../core/kernel/errors';
import type { FileStore } from '../../core/ports/fileStore';

/** The sidecar of a backup; undefined when there is none, as in backups that GPMC wrote, or when it is none of ours. */
export function readSidecar(files: FileStore, path: string): BackupSidecar | undefined {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder().decode(files.readFile(path)));
  } catch (error) {
    if (isPolicyError(error) && error.code !== 'file-not-found') throw error;
    return undefined;
  }
  return isSidecar(value) ? value : undefined;
}

function isSidecar(value: unknown): value is BackupSidecar {
  if (!isObject(value) || value['version'] !== 1 || !Array.isArray(value['links'])) return false;
  const links: readonly unknown[] = value['links'];
  const filter = value['wmiFilter'];
  return links.every(isLink) && (filter === undefined || isFilter(filter)) && typeof value['status'] === 'string';
}

function isLink(value: unknown): boolean {
  return (
    isObject(value) &&
    typeof value['somPath'] === 'string' &&
    typeof value['order'] === 'number' &&
    typeof value['enabled'] === 'boolean' &&
    typeof value['enforced'] === 'boolean'
  );
}

function isFilter(value: unknown): boolean {
  return (
    isObject(value) &&
    typeof value['id'] === 'string' &&
    typeof value['name'] === 'string' &&
    Array.isArray(value['queries']) &&
    value['queries'].every(
      (query: unknown) =>
        isObject(query) && typeof query['namespace'] === 'string' && typeof query['query'] === 'string',
    )
  );
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
