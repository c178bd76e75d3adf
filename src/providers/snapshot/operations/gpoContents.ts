import { readExtensionList } from '../../../core/formats/extensionList/extensionList';
import type { GptIni } from '../../../core/formats/gptIni/gptIni';
import type { GpoId } from '../../../core/model/ids';
import { listTree, type TreeEntry } from '../../../storage/tree';
import type { GpoObject } from '../schema';
import type { SnapshotStore } from '../snapshotStore';

/** A file or folder of a GPO; `path` has the folders of the sides in the case that GPMC gives them. */
export interface GpoEntry extends TreeEntry {
  /** Where it lies. */
  readonly source: string;
  /** Bytes; 0 for a folder. */
  readonly size: number;
}

/** A GPO as a backup and a report see it: what AD holds and what lies in SYSVOL. gpt.ini is no part of its entries. */
export interface GpoContents {
  readonly id: GpoId;
  readonly object: GpoObject;
  readonly gptIni: GptIni | undefined;
  readonly entries: readonly GpoEntry[];
  /** Whether the GPO's extension lists name a client-side extension. */
  readonly runs: (cse: string) => boolean;
}

/** Reads what there is of a GPO, of files their sizes only. @throws gpo-not-found */
export function gpoContents(store: SnapshotStore, id: GpoId): GpoContents {
  const { files } = store.ports;
  const object = store.gpo(id);
  const folder = store.layout.sysvol(id);
  const tree = files.stat(folder) === undefined ? [] : listTree(files, folder);
  const hasGptIni = tree.some(({ path }) => isGptIni(path));
  const entries = tree
    .filter(({ path }) => !isGptIni(path))
    .map(({ path, kind }) => {
      const source = files.join(folder, path);
      return { kind, path: withSideCase(path), source, size: kind === 'file' ? (files.stat(source)?.size ?? 0) : 0 };
    });
  const listed = new Set(
    [object.gPCMachineExtensionNames, object.gPCUserExtensionNames].flatMap((list) =>
      readExtensionList(list).map(({ cse }) => cse),
    ),
  );
  return {
    id,
    object,
    gptIni: hasGptIni ? store.gptIni(id) : undefined,
    entries,
    runs: (cse) => listed.has(cse.toUpperCase()),
  };
}

/** The path with `Machine` or `User` as its first part, however the folder is spelled. */
export function withSideCase(path: string): string {
  return path.replace(/^machine(?=\/|$)/i, 'Machine').replace(/^user(?=\/|$)/i, 'User');
}

function isGptIni(path: string): boolean {
  return path.toLowerCase() === 'gpt.ini';
}
