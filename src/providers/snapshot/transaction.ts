import { isPolicyError } from '../../core/kernel/errors';
import type { FileStore } from '../../core/ports/fileStore';
import type { InterruptedWork } from '../../core/ports/domainProvider';
import type { GpoId } from '../../core/model/ids';
import { writeFileAtomically } from '../../storage/atomicFile';
import { removeTree, syncTree } from '../../storage/tree';
import type { SnapshotLayout } from './layout';
import { objectBytes, parseObject } from './schema';

/** Ending of files in the work folder that are about to replace another one. */
export const draftEnding = '.new';

/** journal.json of a change of one GPO: once it is written, the change is carried out, whoever dies. */
interface Journal {
  readonly operation: string;
  readonly gpo: GpoId;
  readonly gpoName: string;
  readonly started: string;
  /** Whether the GPO goes: then there is nothing staged. */
  readonly removes: boolean;
  readonly hasSysvol: boolean;
}

/** What a change of one GPO makes of it. */
export interface GpoChange {
  readonly operation: string;
  readonly gpo: GpoId;
  readonly gpoName: string;
  /** ISO 8601, UTC. */
  readonly started: string;
  /** The new object; undefined removes the GPO. */
  readonly object: Uint8Array | undefined;
  /** Whether a new SYSVOL folder was staged in `sysvolStaging`; else the present one stays. */
  readonly replacesSysvol: boolean;
}

/**
 * One atomic change of a GPO in a snapshot. The new SYSVOL folder is built in the work folder; writing the journal decides;
 * then renames put folder and object in place, and repeating them does no harm. Only under the domain's lock.
 */
export class Transaction {
  readonly sysvolStaging: string;
  readonly #folder: string;

  constructor(
    private readonly files: FileStore,
    private readonly layout: SnapshotLayout,
    private readonly id: string,
  ) {
    this.#folder = files.join(layout.work, id);
    this.sysvolStaging = files.join(this.#folder, 'sysvol');
    files.makeFolder(this.#folder);
  }

  commit(change: GpoChange): void {
    const { files } = this;
    if (change.object !== undefined) {
      writeFileAtomically(files, files.join(this.#folder, 'object.json'), change.object, this.id);
      if (change.replacesSysvol) syncTree(files, this.sysvolStaging);
    }
    const journal: Journal = {
      operation: change.operation,
      gpo: change.gpo,
      gpoName: change.gpoName,
      started: change.started,
      removes: change.object === undefined,
      hasSysvol: change.replacesSysvol,
    };
    try {
      writeFileAtomically(files, files.join(this.#folder, 'journal.json'), objectBytes(journal), this.id);
      files.syncFolder(this.#folder);
      place(files, this.layout, this.#folder, journal);
    } catch (error) {
      rollBack(files, this.layout, this.#folder, journal);
      throw error;
    }
    this.#tidyUp(journal);
  }

  /** Throws away what was staged; what a journal still needs stays for whoever opens the domain next. */
  abandon(): void {
    if (this.files.stat(this.files.join(this.#folder, 'journal.json')) === undefined)
      removeTree(this.files, this.#folder);
  }

  /** The change is made; what cannot be tidied up now is when the domain is opened next. */
  #tidyUp(journal: Journal): void {
    try {
      finish(this.files, this.layout, this.#folder, journal);
    } catch (error) {
      if (!isPolicyError(error)) throw error;
    }
  }
}

/** Completes or rolls back what dead processes left; only under the domain's lock. Returns what was found. */
export function recover(files: FileStore, layout: SnapshotLayout): readonly InterruptedWork[] {
  const found: InterruptedWork[] = [];
  for (const { name, kind } of files.list(layout.work)) {
    const folder = files.join(layout.work, name);
    if (kind === 'file' && name.endsWith(draftEnding)) files.removeFile(folder);
    if (kind !== 'folder') continue;
    const journal = readJournal(files, folder);
    if (journal === undefined) {
      removeTree(files, folder);
      continue;
    }
    place(files, layout, folder, journal);
    finish(files, layout, folder, journal);
    const { operation, gpo, gpoName, started } = journal;
    found.push({ operation, gpo, gpoName, started, outcome: 'completed' });
  }
  return found;
}

/** The renames of a journal, each only where it is still to be done; AD's object comes last. */
function place(files: FileStore, layout: SnapshotLayout, folder: string, journal: Journal): void {
  const current = layout.sysvol(journal.gpo);
  const old = files.join(folder, 'old');
  const staged = files.join(folder, 'sysvol');
  const moveAway = (): void => {
    if (files.stat(current) !== undefined && files.stat(old) === undefined) files.rename(current, old);
  };
  if (journal.removes) {
    moveAway();
    files.removeFile(layout.gpoObject(journal.gpo));
    return;
  }
  if (journal.hasSysvol && files.stat(staged) !== undefined) {
    moveAway();
    files.makeFolder(layout.policies);
    files.rename(staged, current);
  }
  const object = files.join(folder, 'object.json');
  if (files.stat(object) !== undefined) {
    files.makeFolder(layout.gpoObjects);
    files.rename(object, layout.gpoObject(journal.gpo));
  }
}

/** Makes it lasting; the journal goes before the rest of the folder. */
function finish(files: FileStore, layout: SnapshotLayout, folder: string, journal: Journal): void {
  files.syncFolder(files.dirname(layout.gpoObject(journal.gpo)));
  files.removeFile(files.join(folder, 'journal.json'));
  removeTree(files, folder);
}

/**
 * Takes back what {@link place} did before it failed: AD's object was not replaced yet. What cannot be taken back now stays
 * with its journal, and whoever opens the domain next completes it.
 */
function rollBack(files: FileStore, layout: SnapshotLayout, folder: string, journal: Journal): void {
  const current = layout.sysvol(journal.gpo);
  const old = files.join(folder, 'old');
  const staged = files.join(folder, 'sysvol');
  try {
    if (journal.hasSysvol && files.stat(staged) === undefined && files.stat(current) !== undefined)
      files.rename(current, staged);
    if (files.stat(old) !== undefined) files.rename(old, current);
    files.removeFile(files.join(folder, 'journal.json'));
  } catch (error) {
    if (!isPolicyError(error)) throw error;
  }
}

function readJournal(files: FileStore, folder: string): Journal | undefined {
  const path = files.join(folder, 'journal.json');
  if (files.stat(path) === undefined) return undefined;
  return parseObject(files.readFile(path), path, (reader) => ({
    operation: reader.text('operation'),
    gpo: reader.text('gpo') as GpoId,
    gpoName: reader.text('gpoName'),
    started: reader.text('started'),
    removes: reader.flag('removes'),
    hasSysvol: reader.flag('hasSysvol'),
  }));
}
