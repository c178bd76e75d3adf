import { PolicyError } from '../../core/kernel/errors';
import type { FileEntry, FileStore } from '../../core/ports/fileStore';

/** Where a part of a GPO lies in a backup. */
export interface FoundPart {
  /** `/`-separated, in the case of the first row that named it. */
  readonly path: string;
  /** Undefined when it is not there. */
  readonly source: string | undefined;
}

/** Finds the parts of a GPO in a backup without case, as Windows does; links are refused. Each folder is listed once. */
export class BackupTree {
  readonly #folders = new Map<string, ReadonlyMap<string, readonly FileEntry[]>>();
  /** The case of each path, by its lower-case form. */
  readonly #cases = new Map<string, string>([
    ['machine', 'Machine'],
    ['user', 'User'],
  ]);

  constructor(
    private readonly files: FileStore,
    private readonly folder: string,
    private readonly backup: string,
  ) {}

  /** A file of the backup itself; undefined when there is none, or a link in its place. */
  file(name: string): string | undefined {
    const entry = this.#entries(this.folder, name).find(({ kind }) => kind === 'file');
    return entry === undefined ? undefined : this.files.join(this.folder, entry.name);
  }

  /** A part below `DomainSysvol\GPO`. @throws backup-unsafe-path when a link is on the way */
  find(parts: readonly string[]): FoundPart {
    const found = this.#find(this.folder, ['DomainSysvol', 'GPO', ...parts]);
    let path = '';
    for (const name of parts) {
      const next = path === '' ? name : `${path}/${name}`;
      const known = this.#cases.get(next.toLowerCase());
      path = known ?? next;
      if (known === undefined) this.#cases.set(next.toLowerCase(), next);
    }
    return { path, source: found === undefined ? undefined : this.files.join(this.folder, ...found) };
  }

  /** On a file system that knows case there can be two folders of one name; what is wanted may be in either. */
  #find(folder: string, parts: readonly string[]): readonly string[] | undefined {
    const [part, ...rest] = parts;
    if (part === undefined) return [];
    for (const { name, kind } of this.#entries(folder, part)) {
      if (kind === 'link' || kind === 'other')
        throw new PolicyError('backup-unsafe-path', {
          backup: this.backup,
          path: this.files.join(folder, name),
          reason: 'symbolic-link',
        });
      if (rest.length === 0) return [name];
      const below = kind === 'folder' ? this.#find(this.files.join(folder, name), rest) : undefined;
      if (below !== undefined) return [name, ...below];
    }
    return undefined;
  }

  /** Entries of that name, the one in its very case first. */
  #entries(folder: string, name: string): readonly FileEntry[] {
    let index = this.#folders.get(folder);
    if (index === undefined) {
      const byName = new Map<string, FileEntry[]>();
      for (const entry of this.files.list(folder)) {
        const key = entry.name.toLowerCase();
        byName.set(key, [...(byName.get(key) ?? []), entry]);
      }
      index = byName;
      this.#folders.set(folder, index);
    }
    const found = index.get(name.toLowerCase()) ?? [];
    return [...found].sort((a, b) => Number(b.name === name) - Number(a.name === name));
  }
}
