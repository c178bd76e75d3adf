import type { Disposable } from '../../core/kernel/disposable';
import { Emitter } from '../../core/kernel/event';
import type { DomainAddress, GpoId } from '../../core/model/ids';

/** What is being done to a GPO or a whole domain right now, in words: rows show it without knowing the operation. */
export interface Mark {
  readonly domain: DomainAddress;
  /** Undefined: the domain as a whole. */
  readonly gpo: GpoId | undefined;
  readonly text: string;
}

/** The marks of all running operations. */
export class OperationMarks implements Disposable {
  readonly #marks = new Map<string, readonly Mark[]>();
  readonly #changed = new Emitter<readonly Mark[]>();

  /** Fires with the marks that came, changed or went. */
  readonly onDidChange = this.#changed.event;

  /** Replaces the marks of one operation. */
  set(operation: string, marks: readonly Mark[]): void {
    const before = this.#marks.get(operation) ?? [];
    if (JSON.stringify(before) === JSON.stringify(marks)) return;
    if (marks.length === 0) this.#marks.delete(operation);
    else this.#marks.set(operation, marks);
    this.#changed.fire([...before, ...marks]);
  }

  /** What is being done there, or undefined. */
  text(domain: DomainAddress, gpo?: GpoId): string | undefined {
    for (const marks of this.#marks.values()) {
      const found = marks.find((mark) => mark.domain === domain && mark.gpo === gpo);
      if (found !== undefined) return found.text;
    }
    return undefined;
  }

  dispose(): void {
    this.#changed.dispose();
  }
}
