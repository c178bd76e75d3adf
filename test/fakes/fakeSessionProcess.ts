import { Emitter } from '../../src/core/kernel/event';
import type { ProcessEnd, SessionProcess } from '../../src/core/ports/sessionProcess';
import { protocolVersion, type FailureData, type Handshake } from '../../src/providers/gpmc/protocol';

/** What came in over the fake's standard input. */
export interface PeerMessage {
  readonly id?: number;
  readonly method: string;
  readonly params: Readonly<Record<string, unknown>>;
}

/** A handshake of a computer on which all is well. */
export const handshake: Handshake = {
  protocol: protocolVersion,
  powershell: '5.1.26100.1',
  edition: 'Desktop',
  languageMode: 'FullLanguage',
  executionPolicy: 'RemoteSigned',
  bits: 64,
  elevated: false,
  processId: 4711,
  account: 'CONTOSO\\admin',
  joinedDomain: 'contoso.com',
  gpmc: { progId: 'GPMgmt.GPM', threadingModel: 'Both' },
  sink: { available: true },
  apartment: 'MTA',
};

/** A session's process that a test plays: it sees the lines that are written, and says what it wants to. */
export class FakeSessionProcess implements SessionProcess {
  readonly pid = 4711;
  readonly #output = new Emitter<string>();
  readonly #errors = new Emitter<string>();
  readonly onOutput = this.#output.event;
  readonly onErrorOutput = this.#errors.event;
  readonly ended: Promise<ProcessEnd>;
  /** All lines that were written to it. */
  readonly lines: string[] = [];
  killed = false;
  inputEnded = false;
  #end: (end: ProcessEnd) => void = () => undefined;

  /** @param onMessage called with each JSON line that comes in */
  constructor(
    private readonly onMessage: (message: PeerMessage, process: FakeSessionProcess) => void = () => undefined,
  ) {
    this.ended = new Promise((resolve) => {
      this.#end = resolve;
    });
  }

  write(text: string): void {
    for (const line of text.split('\n').filter((part) => part !== '')) {
      this.lines.push(line);
      if (line.startsWith('{')) this.onMessage(JSON.parse(line) as PeerMessage, this);
    }
  }

  endInput(): void {
    this.inputEnded = true;
  }

  kill(): void {
    this.killed = true;
    this.exit(null, 'SIGKILL');
  }

  exit(code: number | null, signal: string | null = null): void {
    this.#end({ kind: 'exited', code, signal });
  }

  cannotStart(reason: string): void {
    this.#end({ kind: 'not-started', reason });
  }

  /** Puts text on its standard output. */
  print(text: string): void {
    this.#output.fire(text);
  }

  printError(text: string): void {
    this.#errors.fire(text);
  }

  answer(id: number | undefined, result: unknown): void {
    this.#send({ id, result });
  }

  fail(id: number | undefined, data: Partial<FailureData>, message = 'failed'): void {
    const whole = { kind: 'hresult', hresult: 0, messages: [], call: '', ...data };
    this.#send({ id, error: { code: -32000, message, data: whole } });
  }

  progress(id: number | undefined, value: unknown): void {
    this.#send({ method: '$/progress', params: { id, value } });
  }

  #send(message: object): void {
    this.print(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);
  }
}

/** Answers the handshake, and gives everything else to `onMessage`. */
export function greetingProcess(
  onMessage: (message: PeerMessage, process: FakeSessionProcess) => void = () => undefined,
): FakeSessionProcess {
  return new FakeSessionProcess((message, process) => {
    if (message.method === 'session/hello') process.answer(message.id, handshake);
    else onMessage(message, process);
  });
}
