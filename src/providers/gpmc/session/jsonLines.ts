import {
  AbstractMessageReader,
  AbstractMessageWriter,
  type DataCallback,
  type Disposable,
  type Message,
  type MessageReader,
  type MessageWriter,
} from 'vscode-jsonrpc/node';
import type { SessionProcess } from '../../../core/ports/sessionProcess';

/** The longest answer of a domain of thousands of GPOs is far below it: lists come in batches, reports in files. */
export const longestLine = 16 * 1024 * 1024;

/** What a reader of a session's output tells besides messages. */
export interface LineListener {
  /** A line that is no message: what PowerShell or the script printed. */
  readonly stray: (line: string) => void;
  /** A line has become longer than {@link longestLine}; nothing is read any more. */
  readonly tooLong: () => void;
}

/** Reads one JSON object a line. Whatever else stands there goes to the log; half a line waits for its rest. */
export class JsonLineReader extends AbstractMessageReader implements MessageReader {
  #pieces: string[] = [];
  #length = 0;
  #ended = false;

  constructor(
    private readonly process: Pick<SessionProcess, 'onOutput'>,
    private readonly listener: LineListener,
  ) {
    super();
  }

  listen(callback: DataCallback): Disposable {
    return this.process.onOutput((text) => {
      this.#take(text, callback);
    });
  }

  #take(text: string, callback: DataCallback): void {
    let start = 0;
    for (;;) {
      const end = text.indexOf('\n', start);
      const isShort = this.#keep(end < 0 ? text.slice(start) : text.slice(start, end));
      if (!isShort || end < 0) return;
      const line = this.#pieces.join('');
      this.#pieces = [];
      this.#length = 0;
      start = end + 1;
      const message = messageOf(line);
      if (message !== undefined) callback(message);
      else if (line.trim() !== '') this.listener.stray(line.trim());
    }
  }

  /** Whether the line is still short enough. */
  #keep(piece: string): boolean {
    if (this.#ended) return false;
    this.#pieces.push(piece);
    this.#length += piece.length;
    if (this.#length <= longestLine) return true;
    this.#ended = true;
    this.#pieces = [];
    this.listener.tooLong();
    return false;
  }
}

/** A line as a JSON-RPC message; undefined when it is none. */
function messageOf(line: string): Message | undefined {
  const text = line.replace(/^\uFEFF/, '').trim();
  if (!text.startsWith('{')) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return isMessage(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isMessage(value: unknown): value is Message {
  return typeof value === 'object' && value !== null && 'jsonrpc' in value && value.jsonrpc === '2.0';
}

/** Writes one ASCII JSON object a line: what is not ASCII as `\uXXXX`, so that no code page can change it. */
export class JsonLineWriter extends AbstractMessageWriter implements MessageWriter {
  constructor(private readonly process: Pick<SessionProcess, 'write' | 'endInput'>) {
    super();
  }

  write(message: Message): Promise<void> {
    this.process.write(`${asciiJson(message)}\n`);
    return Promise.resolve();
  }

  end(): void {
    this.process.endInput();
  }
}

/** JSON in ASCII. */
export function asciiJson(value: unknown): string {
  return JSON.stringify(value).replace(
    /[\u007F-\uFFFF]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
