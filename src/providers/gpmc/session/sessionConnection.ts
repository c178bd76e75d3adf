import { createMessageConnection, type MessageConnection } from 'vscode-jsonrpc/node';
import type { CancellationToken } from '../../../core/kernel/cancellation';
import type { Logger } from '../../../core/ports/host';
import type { SessionProcess } from '../../../core/ports/sessionProcess';
import { cancelMethod, logMethod, progressMethod, type ProgressParams } from '../protocol';
import { JsonLineReader, JsonLineWriter, type LineListener } from './jsonLines';

/** How a request is told to stop, and where what it streams goes. */
export interface RequestRun {
  readonly token: CancellationToken;
  readonly onProgress: (value: unknown) => void;
}

/** JSON-RPC with the script in one process, for as long as that lives. */
export class SessionConnection {
  readonly #connection: MessageConnection;
  readonly #running = new Map<unknown, (value: unknown) => void>();
  #starting: ((value: unknown) => void) | undefined;

  constructor(process: SessionProcess, logger: Logger, listener: LineListener) {
    this.#connection = createMessageConnection(
      new JsonLineReader(process, listener),
      new JsonLineWriter(process),
      {
        error: (message) => logger.error(message),
        warn: (message) => logger.warn(message),
        info: (message) => logger.info(message),
        log: (message) => logger.info(message),
      },
      {
        cancellationStrategy: {
          receiver: { createCancellationTokenSource: () => neverCancelledSource },
          sender: {
            // Called while a request is sent, and the only place that tells its id.
            enableCancellation: ({ id }) => {
              if (this.#starting !== undefined) this.#running.set(id, this.#starting);
            },
            sendCancellation: (connection, id) => connection.sendNotification(cancelMethod, { id }),
            cleanup: (id) => this.#running.delete(id),
          },
        },
      },
    );
    this.#connection.onNotification(progressMethod, (params: unknown) => {
      if (isProgress(params)) this.#running.get(params.id)?.(params.value);
    });
    this.#connection.onNotification(logMethod, (params: unknown) => {
      logger.info(`PowerShell: ${JSON.stringify(params)}`);
    });
    this.#connection.listen();
  }

  /** Sends a request; cancelling its token tells the script, which then answers. Rejects with a `ResponseError`. */
  request(method: string, params: object, { token, onProgress }: RequestRun): Promise<unknown> {
    this.#starting = onProgress;
    try {
      return this.#connection.sendRequest<unknown>(method, params, token);
    } finally {
      this.#starting = undefined;
    }
  }

  /** Reads and writes no more; what is pending is rejected. */
  dispose(): void {
    this.#connection.dispose();
  }
}

/** The script sends no requests, so there is none to cancel. */
const neverCancelledSource = {
  token: { isCancellationRequested: false, onCancellationRequested: () => ({ dispose: (): void => undefined }) },
  cancel: (): void => undefined,
  dispose: (): void => undefined,
};

function isProgress(params: unknown): params is ProgressParams {
  return typeof params === 'object' && params !== null && 'id' in params && 'value' in params;
}
