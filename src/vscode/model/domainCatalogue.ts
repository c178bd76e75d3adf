import { CancellationTokenSource, type CancellationToken } from '../../core/kernel/cancellation';
import { DisposableStore, type Disposable } from '../../core/kernel/disposable';
import { Emitter } from '../../core/kernel/event';
import type { Som, StarterGpo, WmiFilter } from '../../core/model/domain';
import type { GpoDetails, GpoSummary } from '../../core/model/gpo';
import type { DomainAddress, GpoId, SomPath, WmiFilterId } from '../../core/model/ids';
import type { RunContext } from '../../core/ports/runContext';
import type { DomainOverview, Services } from '../../services/api';
import { QuietReload } from './quietReload';
import { StreamedList } from './streamedList';
import type { WatchFolder } from './watchFolder';

/** The lists of a domain. */
export type DomainListName = 'gpos' | 'soms' | 'wmiFilters' | 'starterGpos';

/**
 * What is known of one domain: read when somebody asks, kept, and read again when the domain changes, from whatever side.
 * Trees and pickers look at the same one.
 */
export class DomainCatalogue implements Disposable {
  readonly #store = new DisposableStore();
  readonly #end = this.#store.add(new CancellationTokenSource());
  readonly #changed = this.#store.add(new Emitter<DomainListName | 'overview'>());
  readonly #details = new Map<GpoId, Promise<GpoDetails>>();
  readonly #reload = this.#store.add(new QuietReload(() => this.reload()));
  #overview: Promise<DomainOverview> | undefined;
  #known: DomainOverview | undefined;
  #isWatching = false;

  readonly gpos: StreamedList<GpoSummary>;
  readonly soms: StreamedList<Som>;
  readonly wmiFilters: StreamedList<WmiFilter>;
  readonly starterGpos: StreamedList<StarterGpo>;
  /** Fires with the list that is another one than before. */
  readonly onDidChange = this.#changed.event;

  constructor(
    private readonly services: Services,
    readonly address: DomainAddress,
    private readonly watchFolder: WatchFolder,
    private readonly opened: (overview: DomainOverview) => void = () => undefined,
  ) {
    const input = { address };
    this.gpos = this.#list('gpos', (token, progress) => services.listGpos(input, { token, progress }));
    this.soms = this.#list('soms', (token, progress) => services.listSoms(input, { token, progress }));
    this.wmiFilters = this.#list('wmiFilters', (token) => services.listWmiFilters(input, quiet(token)));
    this.starterGpos = this.#list('starterGpos', (token) => services.listStarterGpos(input, quiet(token)));
  }

  /** Opens the domain; a failure is not kept, the next call tries again. */
  overview(): Promise<DomainOverview> {
    if (this.#overview !== undefined) return this.#overview;
    const opening = this.services.openDomain({ address: this.address }, quiet(this.#end.token));
    this.#overview = opening;
    opening.then(
      (overview) => {
        this.#known = overview;
        this.#watch();
        this.#changed.fire('overview');
        this.opened(overview);
      },
      () => {
        if (this.#overview === opening) this.#overview = undefined;
      },
    );
    return opening;
  }

  /** The overview when the domain is open. */
  get known(): DomainOverview | undefined {
    return this.#known;
  }

  /** The DNS name, or the address while it is not known. */
  get name(): string {
    return this.#known?.info.dnsName ?? this.address;
  }

  /** All that is known of a GPO; read once until something changes. */
  details(gpo: GpoId): Promise<GpoDetails> {
    const known = this.#details.get(gpo);
    if (known !== undefined) return known;
    const reading = this.services.gpoDetails({ address: this.address, gpo }, quiet(this.#end.token));
    this.#details.set(gpo, reading);
    reading.catch(() => this.#details.delete(gpo));
    return reading;
  }

  gpo(id: GpoId): GpoSummary | undefined {
    return this.gpos.items.find((gpo) => gpo.id === id);
  }

  som(path: SomPath): Som | undefined {
    const wanted = path.toLowerCase();
    return this.soms.items.find((som) => som.path.toLowerCase() === wanted);
  }

  wmiFilter(id: WmiFilterId): WmiFilter | undefined {
    return this.wmiFilters.items.find((filter) => filter.id === id);
  }

  /** Something in the domain changed: what was read is read again soon. */
  changed(): void {
    this.#reload.changed();
  }

  /** Reads again, now, whatever was read before. */
  async reload(): Promise<void> {
    this.#details.clear();
    if (this.#known === undefined) {
      this.#changed.fire('overview');
      return;
    }
    const lists = [this.gpos, this.soms, this.wmiFilters, this.starterGpos];
    const read = lists.filter((list) => list.isComplete || list.error !== undefined);
    if (lists.some((list) => list.error !== undefined)) await this.#askAgain();
    for (const list of lists) list.reload();
    await Promise.allSettled(read.map((list) => list.all()));
  }

  /** Opening what is open lets a provider try anew what it has given up; why it fails, the lists say. */
  async #askAgain(): Promise<void> {
    await this.services.openDomain({ address: this.address }, quiet(this.#end.token)).catch(() => undefined);
  }

  dispose(): void {
    this.#end.cancel();
    this.#store.dispose();
  }

  #list<T>(
    name: DomainListName,
    load: (token: CancellationToken, batch: (items: readonly T[]) => void) => Promise<readonly T[]>,
  ): StreamedList<T> {
    const list = this.#store.add(new StreamedList(load));
    this.#store.add(list.onDidChange(() => this.#changed.fire(name)));
    return list;
  }

  #watch(): void {
    const folder = this.#known?.info.folder;
    if (this.#isWatching || folder === undefined) return;
    this.#isWatching = true;
    this.#store.add(this.watchFolder(folder, () => this.changed()));
  }
}

function quiet(token: CancellationToken): RunContext<never> {
  return { token, progress: () => undefined };
}
