/** A piece of work in the document. */
interface Piece {
  readonly isWanted: () => boolean;
  readonly work: () => void;
  readonly done: (wasDone: boolean) => void;
  /** The first frame that may do it. */
  readonly due: number;
}

/**
 * Work in the document is done in pieces, as many as a few milliseconds of a frame allow, so that scrolling stays smooth. What
 * nobody wants any more when its turn comes is left out: who flies over thousands of rows waits for none of them.
 */
export class FrameQueue {
  #waiting: readonly Piece[] = [];
  #frame = 0;
  #isScheduled = false;

  /** @param budgetMs of a frame; styling, layout and painting of what was built take about three times as long after it */
  constructor(private readonly budgetMs = 3) {}

  /**
   * Does a piece of work in a frame that has time left. Resolves with false when it was not wanted any more.
   *
   * @param settling frames to wait before, to see whether it stays wanted
   */
  turn(isWanted: () => boolean, work: () => void, settling = 0): Promise<boolean> {
    return new Promise((done) => {
      this.#waiting = [...this.#waiting, { isWanted, work, done, due: this.#frame + settling }];
      this.#schedule();
    });
  }

  #schedule(): void {
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    requestAnimationFrame(() => {
      this.#isScheduled = false;
      this.#run();
      if (this.#waiting.length > 0) this.#schedule();
    });
  }

  #run(): void {
    const start = performance.now();
    const frame = this.#frame++;
    const pieces = this.#waiting;
    // what the work itself asks for comes after this
    this.#waiting = [];
    const later: Piece[] = [];
    let isFirst = true;
    for (const piece of pieces) {
      if (!piece.isWanted()) piece.done(false);
      else if (piece.due > frame || (!isFirst && performance.now() - start >= this.budgetMs)) later.push(piece);
      else {
        isFirst = false;
        piece.work();
        piece.done(true);
      }
    }
    this.#waiting = [...later, ...this.#waiting];
  }
}
