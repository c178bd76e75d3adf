import type { CancellationToken } from '../../core/kernel/cancellation';
import { isPolicyError } from '../../core/kernel/errors';
import type { PlanSubject } from '../../core/model/changePlan';
import type { BackupChoice } from '../../core/model/changeRequest';
import type { GpoId } from '../../core/model/ids';
import type { ItemOutcome } from '../../core/model/operation';
import type { DomainProvider } from '../../core/ports/domainProvider';
import type { ChangeContext, ChangeTarget, PreparedChange } from '../changes/change';
import { overwrittenGpo, type DomainStep } from '../changes/domainStep';
import { isoTime } from '../operations/runOperation';
import type { UndoItem, UndoRecord } from './undoRecord';
import type { UndoStore } from './undoStore';

/** The record of one change while it is applied. Written before anything is touched, so that it outlives the process. */
export class UndoJournal {
  readonly #items = new Map<number, ItemJournal>();

  private constructor(
    private readonly store: UndoStore,
    private readonly record: UndoRecord | undefined,
    private readonly now: () => string,
  ) {}

  /** Begins the record of a change; one that never can be undone gets none. */
  static begin(
    context: ChangeContext,
    prepared: PreparedChange,
    change: string,
    withoutSafetyBackup: boolean,
  ): UndoJournal {
    const { clock, guids, identity } = context.ports;
    const now = (): string => isoTime(clock);
    const { address } = prepared;
    if (address === undefined || !prepared.undoable) return new UndoJournal(context.undo, undefined, now);
    const began = clock.now();
    const record: UndoRecord = {
      version: 1,
      id: guids.next(),
      address,
      domainName: prepared.domainName,
      time: isoTime({ now: () => began }),
      began,
      change,
      subjects: prepared.targets.map(({ subject }) => subject.name),
      process: { pid: identity.pid, startTime: identity.startTime, host: identity.host },
      state: 'running',
      undone: undefined,
      undoes: prepared.undoes,
      ...(withoutSafetyBackup ? { withoutSafetyBackup } : {}),
    };
    context.undo.writeRecord(record);
    return new UndoJournal(context.undo, record, now);
  }

  /** Whether what is overwritten or deleted is not backed up first. */
  get withoutSafetyBackup(): boolean {
    return this.record?.withoutSafetyBackup === true;
  }

  /** The backup set of this change's safety backups. */
  get safetyFolder(): string {
    return this.store.safetyFolder(this.record?.id ?? '');
  }

  item(index: number, { subject }: ChangeTarget): ItemJournal {
    const known = this.#items.get(index);
    if (known !== undefined) return known;
    const { record, store } = this;
    const made = new ItemJournal(subject, (item) => {
      if (record !== undefined) store.writeItem(record.id, index, item);
    });
    this.#items.set(index, made);
    return made;
  }

  /** The record's id when there is something to take back. */
  get undoId(): string | undefined {
    return this.#hasSteps && !this.withoutSafetyBackup ? this.record?.id : undefined;
  }

  get #hasSteps(): boolean {
    return [...this.#items.values()].some((item) => item.steps.length > 0);
  }

  /**
   * Ends the record; nothing is left of one with nothing to take back. One that nothing can take back stays, so that Undo
   * says so and does not take the change before it for the last one.
   */
  end(outcomes: readonly ItemOutcome[]): void {
    const { record, store } = this;
    if (record === undefined) return;
    const isFinal = this.withoutSafetyBackup && outcomes.some(({ state }) => state === 'done');
    if (this.#hasSteps || isFinal) store.writeRecord({ ...record, state: 'ended' });
    else store.remove(record.id);
    if (record.undoes !== undefined && outcomes.every(({ state }) => state === 'done')) this.#markUndone(record.undoes);
    store.prune();
  }

  /** The record that was taken back counts as undone; taking an Undo back makes its own record count again. */
  #markUndone(id: string): void {
    const taken = this.store.read(id);
    this.store.writeRecord({ ...taken, undone: this.now() });
    if (taken.undoes === undefined) return;
    const first = this.store.list().find((candidate) => candidate.id === taken.undoes);
    if (first !== undefined) this.store.writeRecord({ ...first, undone: undefined });
  }
}

/** What takes one item back, kept up to date on disk. */
export class ItemJournal {
  #item: UndoItem;

  constructor(
    subject: PlanSubject,
    private readonly write: (item: UndoItem) => void,
  ) {
    const id = subject.kind === 'som' ? subject.path : subject.id;
    this.#item = {
      subject: id ?? subject.name,
      name: subject.name,
      state: 'running',
      steps: [],
      safety: undefined,
      before: undefined,
      after: undefined,
    };
    this.gpo = subject.kind === 'gpo' ? subject.id : undefined;
  }

  /** The GPO that the item is about; undefined for others and for one that is made. */
  readonly gpo: GpoId | undefined;

  get steps(): readonly DomainStep[] {
    return this.#item.steps;
  }

  get safety(): BackupChoice | undefined {
    return this.#item.safety;
  }

  /** @throws cancelled, nothing having begun */
  async begin(provider: DomainProvider | undefined, token: CancellationToken): Promise<void> {
    this.#set({ before: await fingerprint(this.gpo, provider, token) });
  }

  saved(safety: BackupChoice): void {
    this.#set({ safety });
  }

  /**
   * Something is about to be done; `inverse` takes it back, and runs before what was noted so far. Returns what was noted:
   * how a GPO was that goes in the end does not matter.
   */
  willDo(inverse: readonly DomainStep[]): readonly DomainStep[] {
    const going = this.#item.steps.flatMap((step) => (step.kind === 'delete-gpo' ? [step.gpo] : []));
    const noted = inverse.filter((step) => !('gpo' in step && step.kind !== 'remove-link' && going.includes(step.gpo)));
    if (noted.length > 0) this.#set({ steps: [...noted, ...this.#item.steps] });
    return noted;
  }

  /**
   * What was about to be done failed. A step that leaves the old state behind needs no way back; where a GPO was being
   * overwritten and is no longer what it was, as can happen on a live domain, the way back stays.
   */
  async failed(noted: readonly DomainStep[], provider: DomainProvider | undefined): Promise<void> {
    const overwrites = noted.some((step) => overwrittenGpo(step) !== undefined);
    if (overwrites && (await this.#mayHaveChanged(provider))) return;
    this.#set({ steps: this.#item.steps.slice(noted.length) });
  }

  async end(provider: DomainProvider | undefined): Promise<void> {
    this.#set({ state: 'ended', after: await fingerprint(this.gpo, provider) });
  }

  async #mayHaveChanged(provider: DomainProvider | undefined): Promise<boolean> {
    try {
      return (await fingerprint(this.gpo, provider)) !== this.#item.before;
    } catch (error) {
      // It cannot be read: then nobody knows.
      if (isPolicyError(error)) return true;
      throw error;
    }
  }

  #set(changes: Partial<UndoItem>): void {
    this.#item = { ...this.#item, ...changes };
    this.write(this.#item);
  }
}

/** The GPO's fingerprint; undefined when it is not there. For the token see `DomainReader.fingerprint`. */
export async function fingerprint(
  gpo: GpoId | undefined,
  provider: DomainProvider | undefined,
  token?: CancellationToken,
): Promise<string | undefined> {
  if (gpo === undefined) return undefined;
  try {
    return await provider?.reader.fingerprint(gpo, token);
  } catch (error) {
    if (isPolicyError(error, 'gpo-not-found')) return undefined;
    throw error;
  }
}
