import { DisposableStore, type Disposable } from '../../core/kernel/disposable';
import { Emitter, type Event } from '../../core/kernel/event';
import type { DomainAddress } from '../../core/model/ids';
import type { DomainOverview, Services } from '../../services/api';
import { BackupCatalogue } from './backupCatalogue';
import { DomainCatalogue } from './domainCatalogue';
import type { WatchFolder } from './watchFolder';

/** Where the user keeps which domains and backup folders are shown: the settings. */
export interface Places {
  domains(): readonly DomainAddress[];
  /** Absolute paths. */
  backupFolders(): readonly string[];
  readonly onDidChange: Event<void>;
  setDomains(domains: readonly DomainAddress[]): Promise<void>;
  setBackupFolders(folders: readonly string[]): Promise<void>;
}

/** The catalogues of all domains and backup folders that the settings name, each made when it is asked for first. */
export class Catalogues implements Disposable {
  readonly #store = new DisposableStore();
  readonly #domains = new Map<DomainAddress, DomainCatalogue>();
  readonly #folders = new Map<string, BackupCatalogue>();
  readonly #changed = this.#store.add(new Emitter<void>());

  readonly #opened = this.#store.add(new Emitter<DomainOverview>());

  /** Fires when a domain was opened. */
  readonly onDidOpen = this.#opened.event;
  /** Fires when a domain or backup folder was added or removed. */
  readonly onDidChange = this.#changed.event;

  constructor(
    private readonly services: Services,
    readonly places: Places,
    private readonly watchFolder: WatchFolder,
  ) {
    this.#store.add(places.onDidChange(() => this.#forgetRemoved()));
  }

  domains(): readonly DomainCatalogue[] {
    return this.places.domains().map((address) => this.domain(address));
  }

  backupFolders(): readonly BackupCatalogue[] {
    return this.places.backupFolders().map((folder) => this.backupFolder(folder));
  }

  domain(address: DomainAddress): DomainCatalogue {
    return kept(
      this.#domains,
      address,
      () => new DomainCatalogue(this.services, address, this.watchFolder, (overview) => this.#opened.fire(overview)),
    );
  }

  backupFolder(folder: string): BackupCatalogue {
    return kept(this.#folders, folder, () => new BackupCatalogue(this.services, folder, this.watchFolder));
  }

  /** Adds a domain to the settings; one that is there already stays where it is. */
  async addDomain(address: DomainAddress): Promise<void> {
    const domains = this.places.domains();
    if (!domains.includes(address)) await this.places.setDomains([...domains, address]);
  }

  async removeDomain(address: DomainAddress): Promise<void> {
    await this.places.setDomains(this.places.domains().filter((other) => other !== address));
  }

  async addBackupFolder(folder: string): Promise<void> {
    const folders = this.places.backupFolders();
    if (!folders.includes(folder)) await this.places.setBackupFolders([...folders, folder]);
  }

  async removeBackupFolder(folder: string): Promise<void> {
    await this.places.setBackupFolders(this.places.backupFolders().filter((other) => other !== folder));
  }

  /** Reads again what was read. */
  async reload(): Promise<void> {
    await Promise.allSettled([...this.#domains.values(), ...this.#folders.values()].map((each) => each.reload()));
  }

  dispose(): void {
    this.#store.dispose();
    for (const catalogue of [...this.#domains.values(), ...this.#folders.values()]) catalogue.dispose();
  }

  #forgetRemoved(): void {
    forget(this.#domains, new Set(this.places.domains()));
    forget(this.#folders, new Set(this.places.backupFolders()));
    this.#changed.fire();
  }
}

function kept<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}

function forget<K>(map: Map<K, Disposable>, keep: ReadonlySet<K>): void {
  for (const [key, catalogue] of map) {
    if (keep.has(key)) continue;
    map.delete(key);
    catalogue.dispose();
  }
}
