/** Something that can give its rows up and get them again. */
export interface RowHolder {
  readonly rowsHeld: number;
  release(): void;
}

/** Keeps the number of rows in the document below a limit: those that were out of sight longest go first. */
export class RowBudget {
  readonly #outOfSight = new Set<RowHolder>();
  #rows = 0;

  constructor(private readonly limit: number) {}

  /** Rows were put into the document. */
  added(rows: number): void {
    this.#rows += rows;
    for (const holder of this.#outOfSight) {
      if (this.#rows <= this.limit) return;
      this.#outOfSight.delete(holder);
      this.removed(holder.rowsHeld);
      holder.release();
    }
  }

  /** Rows left the document. */
  removed(rows: number): void {
    this.#rows -= rows;
  }

  hidden(holder: RowHolder): void {
    this.#outOfSight.delete(holder);
    this.#outOfSight.add(holder);
  }

  visible(holder: RowHolder): void {
    this.#outOfSight.delete(holder);
  }
}
