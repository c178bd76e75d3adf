import type { FileStore } from '../../core/ports/fileStore';

/** Paths in a snapshot; see README.md. */
export class SnapshotLayout {
  constructor(
    private readonly files: Pick<FileStore, 'join'>,
    readonly root: string,
  ) {}

  /** Format version and the domain's names. */
  get domainFile(): string {
    return this.files.join(this.root, 'snapshot.json');
  }

  get gpoObjects(): string {
    return this.files.join(this.root, 'ad', 'gpos');
  }

  gpoObject(id: string): string {
    return this.files.join(this.gpoObjects, `${id}.json`);
  }

  get soms(): string {
    return this.files.join(this.root, 'ad', 'soms');
  }

  get wmiFilters(): string {
    return this.files.join(this.root, 'ad', 'wmi');
  }

  get starters(): string {
    return this.files.join(this.root, 'ad', 'starters');
  }

  get principals(): string {
    return this.files.join(this.root, 'ad', 'principals.json');
  }

  get policies(): string {
    return this.files.join(this.root, 'sysvol', 'Policies');
  }

  sysvol(id: string): string {
    return this.files.join(this.policies, id);
  }

  starterSysvol(id: string): string {
    return this.files.join(this.root, 'sysvol', 'StarterGPOs', id);
  }

  /** Lock, journals and what is being made; nothing in it counts until it is renamed out of it. */
  get work(): string {
    return this.files.join(this.root, '.work');
  }

  get lock(): string {
    return this.files.join(this.work, 'lock');
  }
}
