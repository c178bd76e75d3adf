import assert from 'node:assert/strict';
import { join } from 'node:path';
import { neverCancelled } from '../../../src/core/kernel/cancellation';
import { breathlessPacer } from '../../../src/core/kernel/pacer';
import type { BackupSummary } from '../../../src/core/model/backup';
import { processIdentity, randomGuids, systemClock } from '../../../src/platform/hostPorts';
import { NodeFileStore } from '../../../src/platform/nodeFileStore';
import { readBackupContents } from '../../../src/storage/backupSet/backupContents';
import { BackupSet } from '../../../src/storage/backupSet/backupSet';

/** Checks that each backup that is listed in a folder is whole, and returns the list; none where there is no folder. */
export async function wholeBackups(folder: string): Promise<readonly BackupSummary[]> {
  const files = new NodeFileStore();
  if (files.stat(folder) === undefined) return [];
  const ports = { files, clock: systemClock, guids: randomGuids, identity: processIdentity(), pacer: breathlessPacer };
  const listed = await new BackupSet(ports, folder).list(neverCancelled);
  for (const { id, problem } of listed) {
    assert.equal(problem, undefined);
    assert.deepEqual(readBackupContents(files, join(folder, id)).missing, []);
    for (const name of ['Backup.xml', 'bkupInfo.xml', 'gpreport.xml'])
      assert.ok((files.stat(join(folder, id, name))?.size ?? 0) > 0, name);
  }
  return listed;
}
