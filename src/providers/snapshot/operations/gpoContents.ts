import { isPolicyError } from '../../../core/kernel/errors';
import type { GpoId } from '../../../core/model/ids';
import type { Side } from '../../../core/model/gpo';
import { listTree, type ListedEntry, type TreeEntry } from '../../../storage/tree';
import type { GpoObject } from '../schema';
import type { SnapshotStore, SysvolVersions } from '../snapshotStore';
import type { DirectoryFacts } from './directoryFacts';

/** A file or folder of a GPO; `path` has the folders of the sides in the case that GPMC gives them. */
export interface GpoEntry extends TreeEntry {
  /** `path` in lower case. */
  readonly key: string;
  /** Where it lies. */
  readonly source: string;
  /** Bytes; 0 for a folder. */
  readonly size: number;
}

/** A GPO as a backup and a report see it: what AD holds and what lies in SYSVOL. gpt.ini is no part of its entries. */
export interface GpoContents {
  readonly id: GpoId;
  readonly object: GpoObject;
  readonly gptIni: SysvolVersions | undefined;
  readonly entries: readonly GpoEntry[];
  /** The entry with that path, in any case. */
  readonly find: (path: string) => GpoEntry | undefined;
  /** Client-side extensions that each side's list names, in upper case. */
  readonly extensions: { readonly [S in Side]: ReadonlySet<string> };
  /** Whether one of the GPO's extension lists names a client-side extension. */
  readonly runs: (cse: string) => boolean;
}

/** Reads what there is of a GPO, of files their sizes only. @throws gpo-not-found */
export function gpoContents(store: SnapshotStore, facts: DirectoryFacts, id: GpoId): GpoContents {
  const { files } = store.ports;
  const object = store.gpo(id);
  const entries: GpoEntry[] = [];
  let gptIni: GpoContents['gptIni'];
  for (const { path, kind, source } of sysvolTree(store, id)) {
    const key = path.toLowerCase();
    if (key === 'gpt.ini') gptIni = store.versionsIn(source);
    else
      entries.push({
        kind,
        key,
        path: withSideCase(path),
        source,
        size: kind === 'file' ? (files.stat(source)?.size ?? 0) : 0,
      });
  }
  const byKey = new Map(entries.map((entry) => [entry.key, entry]));
  const extensions = {
    computer: facts.extensionsIn(object.gPCMachineExtensionNames),
    user: facts.extensionsIn(object.gPCUserExtensionNames),
  };
  return {
    id,
    object,
    gptIni,
    entries,
    find: (path) => byKey.get(path.toLowerCase()),
    extensions,
    runs: (cse) => {
      const upper = cse.toUpperCase();
      return extensions.computer.has(upper) || extensions.user.has(upper);
    },
  };
}

/** A GPO may have lost its folder in SYSVOL. */
function sysvolTree({ ports: { files }, layout }: SnapshotStore, id: GpoId): readonly ListedEntry[] {
  const folder = layout.sysvol(id);
  try {
    return listTree(files, folder);
  } catch (error) {
    if (isPolicyError(error, 'file-not-found') && files.stat(folder) === undefined) return [];
    throw error;
  }
}

/** The path with `Machine` or `User` as its first part, however the folder is spelled. */
export function withSideCase(path: string): string {
  return path.replace(/^machine(?=\/|$)/i, 'Machine').replace(/^user(?=\/|$)/i, 'User');
}
