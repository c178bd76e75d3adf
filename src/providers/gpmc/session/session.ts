import { neverCancelled } from '../../../core/kernel/cancellation';
import type { Disposable } from '../../../core/kernel/disposable';
import { isPolicyError, PolicyError } from '../../../core/kernel/errors';
import { Emitter } from '../../../core/kernel/event';
import type { Logger } from '../../../core/ports/host';
import type { SessionProcess, StartSessionProcess } from '../../../core/ports/sessionProcess';
import type { Timers } from '../../../core/ports/timers';
import { handshakeOf } from '../client/answers';
import { protocolVersion, type Handshake } from '../protocol';
import { SessionConnection, type RequestRun } from './sessionConnection';
import { endText, PrintedLines, startFailure } from './startFailure';

/** What a session needs of its host. */
export interface SessionPorts {
  /** The executable's path, for messages. */
  readonly executable: string;
  readonly start: StartSessionProcess;
  readonly timers: Timers;
  readonly logger: Logger;
}

/** Where a session stands. */
export type SessionState =
  | { readonly kind: 'stopped' }
  | { readonly kind: 'starting' }
  | { readonly kind: 'ready'; readonly handshake: Handshake }
  | { readonly kind: 'stopping' }
  /** Nothing is started any more until {@link Session.restart}. */
  | { readonly kind: 'failed'; readonly reason: PolicyError };

/** A session that has answered; another one after every restart. */
export interface ReadySession {
  readonly handshake: Handshake;
  /** Rejects with a `ResponseError` of the script, or with session-ended. */
  request(method: string, params: object, run: RequestRun): Promise<unknown>;
}

/**
 * The one constant line that PowerShell is given: it loads the script, whose folder the environment names. It asks for the
 * language mode first with what every mode allows, as another one lets neither C# nor COM run (about_Language_Modes).
 */
export const bootLine =
  'if ("$($ExecutionContext.SessionState.LanguageMode)" -eq "FullLanguage") ' +
  '{ . "$env:GROUP_POLICY_HOST/host.ps1" } else { . "$env:GROUP_POLICY_HOST/constrained.ps1" }';

/** Windows PowerShell compiles the sink first, which takes seconds on a slow or busy computer. */
export const handshakeMs = 60_000;
/** How long a session may take to end by itself, as it cancels what runs first. */
export const endMs = 5000;
const crashWindowMs = 5 * 60_000;
const crashesAllowed = 3;
/** Before the next start, after so many crashes within the window. */
export const backOffMs: readonly number[] = [0, 1000, 5000];

/** A PowerShell session: started at the first request, again after a crash, and ended with its owner. */
export class Session implements Disposable {
  readonly #changed = new Emitter<SessionState>();
  readonly onDidChangeState = this.#changed.event;
  #state: SessionState = { kind: 'stopped' };
  #ready: Promise<ReadySession> | undefined;
  #process: SessionProcess | undefined;
  #crashes: readonly number[] = [];
  #disposed = false;

  constructor(private readonly ports: SessionPorts) {}

  get state(): SessionState {
    return this.#state;
  }

  /**
   * The session, started if it is not running.
   * @throws session-not-started, session-timeout, session-protocol, script-forbidden, constrained-language, session-ended,
   * and session-failed once it has crashed too often
   */
  ready(): Promise<ReadySession> {
    if (this.#disposed) return Promise.reject(new PolicyError('session-ended', { detail: 'disposed' }));
    if (this.#state.kind === 'failed') return Promise.reject(this.#state.reason);
    this.#ready ??= this.#start();
    return this.#ready;
  }

  /** Lets a session that has failed be started again: the user asked for it. */
  restart(): void {
    if (this.#state.kind !== 'failed') return;
    this.#crashes = [];
    this.#become({ kind: 'stopped' });
  }

  /** Asks the session to end, and ends it when it does not. */
  dispose(): void {
    if (this.#disposed) return;
    this.#disposed = true;
    const process = this.#process;
    if (process === undefined) return;
    this.#become({ kind: 'stopping' });
    process.endInput();
    const killing = this.ports.timers.after(endMs, () => {
      process.kill();
    });
    void process.ended.then(() => {
      killing.dispose();
      this.#become({ kind: 'stopped' });
    });
  }

  async #start(): Promise<ReadySession> {
    this.#become({ kind: 'starting' });
    await this.#backOff();
    if (this.#disposed) throw new PolicyError('session-ended', { detail: 'disposed' });
    const attempt = new SessionAttempt(this.ports);
    this.#process = attempt.process;
    void attempt.gone.then((reason) => {
      this.#hasEnded(reason);
    });
    const ready = await attempt.greet();
    if (this.#process === attempt.process && this.#state.kind === 'starting')
      this.#become({ kind: 'ready', handshake: ready.handshake });
    return ready;
  }

  #backOff(): Promise<void> {
    const recent = this.#recentCrashes();
    const wait = backOffMs[Math.min(recent.length, backOffMs.length - 1)] ?? 0;
    if (wait === 0) return Promise.resolve();
    return new Promise((resolve) => {
      this.ports.timers.after(wait, resolve);
    });
  }

  #hasEnded(reason: PolicyError): void {
    this.#process = undefined;
    this.#ready = undefined;
    if (this.#disposed) return;
    this.ports.logger.warn(`The PowerShell session ended: ${reason.message}`);
    this.#crashes = [...this.#recentCrashes(), this.ports.timers.now()];
    if (this.#crashes.length < crashesAllowed) this.#become({ kind: 'stopped' });
    else this.#become({ kind: 'failed', reason: failedReason(reason) });
  }

  #recentCrashes(): readonly number[] {
    const now = this.ports.timers.now();
    return this.#crashes.filter((time) => now - time < crashWindowMs);
  }

  #become(state: SessionState): void {
    this.#state = state;
    this.#changed.fire(state);
  }
}

/** One process, from its start to its end. */
class SessionAttempt {
  readonly process: SessionProcess;
  /** Resolves when nothing more comes of the process, with the reason. */
  readonly gone: Promise<PolicyError>;
  readonly #printed = new PrintedLines();
  readonly #connection: SessionConnection;
  #giveUp: (reason: PolicyError) => void = () => undefined;
  /** Rejects with the reason once nothing more comes. */
  readonly #failure: Promise<never>;
  #isGone = false;
  #hasAnswered = false;

  constructor(private readonly ports: SessionPorts) {
    const process = ports.start();
    this.process = process;
    const givenUp = new Promise<PolicyError>((resolve) => {
      this.#giveUp = resolve;
    });
    this.gone = Promise.race([givenUp, process.ended.then((end) => this.#reasonOf(end))]);
    process.onErrorOutput((text) => {
      this.#print(text);
    });
    this.#connection = new SessionConnection(process, ports.logger, {
      stray: (line) => {
        this.#print(line);
      },
      tooLong: () => {
        this.#giveUp(new PolicyError('session-ended', { detail: 'a line of its output is too long' }));
      },
    });
    this.#failure = this.gone.then((reason) => {
      this.#isGone = true;
      this.#connection.dispose();
      process.kill();
      throw reason;
    });
    this.#failure.catch(() => undefined);
  }

  /** Loads the script and waits for its first answer. */
  async greet(): Promise<ReadySession> {
    this.process.write(`${bootLine}\n`);
    const deadline = this.ports.timers.after(handshakeMs, () => {
      this.#giveUp(new PolicyError('session-timeout', { seconds: handshakeMs / 1000, detail: this.#printed.text }));
    });
    try {
      const quiet = { token: neverCancelled, onProgress: (): void => undefined };
      const handshake = handshakeOf(await this.#request('session/hello', { protocol: protocolVersion }, quiet));
      if (handshake.protocol !== protocolVersion) throw this.#otherProtocol(handshake.protocol);
      this.#hasAnswered = true;
      return { handshake, request: (...args) => this.#request(...args) };
    } catch (error) {
      if (!isPolicyError(error)) this.#giveUp(new PolicyError('session-ended', { detail: String(error) }));
      else this.#giveUp(error);
      throw await this.gone;
    } finally {
      deadline.dispose();
    }
  }

  async #request(method: string, params: object, run: RequestRun): Promise<unknown> {
    try {
      if (!this.#isGone) return await Promise.race([this.#connection.request(method, params, run), this.#failure]);
    } catch (error) {
      // A connection that has gone rejects what is pending with an error of its own.
      if (!this.#isGone) throw error;
    }
    throw await this.gone;
  }

  #otherProtocol(found: number): PolicyError {
    return new PolicyError('session-protocol', { found, wanted: protocolVersion });
  }

  #reasonOf(end: Awaited<SessionProcess['ended']>): PolicyError {
    return this.#hasAnswered
      ? new PolicyError('session-ended', { detail: endText(end, this.#printed) })
      : startFailure(end, this.#printed, this.ports.executable);
  }

  #print(text: string): void {
    this.ports.logger.info(`PowerShell: ${text.trimEnd()}`);
    this.#printed.add(text);
    if (!this.#hasAnswered && this.#printed.refusal !== undefined) this.#giveUp(this.#printed.refusal);
  }
}

/** Why nothing is started any more: what explains itself stays. */
function failedReason(reason: PolicyError): PolicyError {
  return isPolicyError(reason, 'session-ended')
    ? new PolicyError('session-failed', { times: crashesAllowed, detail: reason.params.detail })
    : reason;
}
