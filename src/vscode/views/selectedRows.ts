import { DisposableStore, type Disposable } from '../../core/kernel/disposable';
import type { Event } from '../../core/kernel/event';
import { hostTimers, type Timers } from '../model/throttle';
import type { TreeNode } from './treeNode';

/** VS Code asks for rows again 200 ms after it was told to; a list of rows below that one then takes another turn. */
const quietMs = 300;
/** Rows that keep coming must not keep a command from starting. */
const longestMs = 2000;
const lookMs = 20;

/**
 * The rows selected in a view. While VS Code asks for a list anew it knows none of its rows, and says that nothing is
 * selected: a key pressed in that moment would ask for what the user has selected.
 */
export class SelectedRows implements Disposable {
  readonly #store = new DisposableStore();
  #asked = -Infinity;

  constructor(
    private readonly view: { readonly selection: readonly TreeNode[] },
    /** Fires when rows are about to be asked for, and when they were given. */
    onDidAsk: Event<void>,
    private readonly timers: Timers = hostTimers,
  ) {
    this.#store.add(onDidAsk(() => (this.#asked = timers.now())));
  }

  get rows(): readonly TreeNode[] {
    return this.view.selection;
  }

  /** Resolves as soon as `rows` are those that a user sees selected: at once unless rows are being asked for. */
  known(): Promise<void> {
    const until = this.timers.now() + longestMs;
    return new Promise((resolve) => {
      const look = (): void => {
        if (this.rows.length > 0 || this.timers.now() >= Math.min(until, this.#asked + quietMs)) resolve();
        else this.timers.after(lookMs, look);
      };
      look();
    });
  }

  dispose(): void {
    this.#store.dispose();
  }
}
