import { throwIfCancelled } from '../../../core/kernel/cancellation';
import type { OperationStatus, StatusMessage } from '../../../core/model/operationStatus';
import type { RunContext } from '../../../core/ports/runContext';

/** Counts the steps of an operation, one a client-side extension and one for what is common to all, as GPMC's Status does. */
export class StatusSteps {
  readonly #denominator: number;
  #done = 0;

  /** @param extensions how many extensions the GPO has */
  constructor(
    private readonly run: RunContext<OperationStatus>,
    extensions: number,
  ) {
    this.#denominator = extensions + 1;
  }

  /** Says that an extension is being worked on. @throws cancelled */
  begin(extensionName: string): void {
    throwIfCancelled(this.run.token);
    this.#say([message({ extensionName })]);
  }

  /** Says that an extension, or what is common to all, is done. @throws cancelled */
  done(): void {
    throwIfCancelled(this.run.token);
    this.#done = Math.min(this.#denominator, this.#done + 1);
    this.#say([]);
  }

  /** Says something about one setting; `errorCode` is an HRESULT, 0 for none. */
  note(note: Partial<StatusMessage>): void {
    this.#say([message(note)]);
  }

  /** Says that all is done; after this there is nothing to cancel any more. */
  end(): void {
    this.#done = this.#denominator;
    this.#say([]);
  }

  #say(messages: readonly StatusMessage[]): void {
    this.run.progress({ numerator: this.#done, denominator: this.#denominator, hresult: 0, messages });
  }
}

function message(note: Partial<StatusMessage>): StatusMessage {
  return { objectPath: '', errorCode: 0, extensionName: '', settingsName: '', text: '', ...note };
}
