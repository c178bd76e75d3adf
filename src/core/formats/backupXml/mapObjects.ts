import type { BackupDirectoryObject } from './backupDocument';

/** The objects with those below them, each made anew by `change`; those below first. */
export function mapObjects(
  objects: readonly BackupDirectoryObject[],
  change: (object: BackupDirectoryObject) => BackupDirectoryObject,
): readonly BackupDirectoryObject[] {
  return objects.map((object) => change({ ...object, children: mapObjects(object.children, change) }));
}
