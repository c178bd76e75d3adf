import { DisposableStore, type Disposable } from '../../core/kernel/disposable';
import type { BackupSummary } from '../../core/model/backup';
import type { BackupId } from '../../core/model/ids';
import type { Services } from '../../services/api';
import { QuietReload } from './quietReload';
import { StreamedList } from './streamedList';
import type { WatchFolder } from './watchFolder';

/** What is known of one backup folder: read when somebody asks, and again when the folder changes. */
export class BackupCatalogue implements Disposable {
  readonly #store = new DisposableStore();
  readonly #reload = this.#store.add(new QuietReload(() => this.reload()));
  readonly backups: StreamedList<BackupSummary>;
  #isWatching = false;

  constructor(
    services: Services,
    /** Absolute path. */
    readonly folder: string,
    private readonly watchFolder: WatchFolder,
  ) {
    this.backups = this.#store.add(
      new StreamedList((token, progress) => {
        this.#watch();
        return services.listBackups({ folder }, { token, progress });
      }),
    );
  }

  backup(id: BackupId): BackupSummary | undefined {
    return this.backups.items.find((backup) => backup.id === id);
  }

  /** Something in the folder changed: it is read again soon. */
  changed(): void {
    this.#reload.changed();
  }

  /** Reads again, now, if it was read before. */
  async reload(): Promise<void> {
    const { isComplete, error } = this.backups;
    this.backups.reload();
    if (isComplete || error !== undefined) await this.backups.all();
  }

  dispose(): void {
    this.#store.dispose();
  }

  #watch(): void {
    if (this.#isWatching) return;
    this.#isWatching = true;
    this.#store.add(this.watchFolder(this.folder, () => this.changed()));
  }
}
