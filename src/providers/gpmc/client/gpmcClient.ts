import { neverCancelled, throwIfCancelled, type CancellationToken } from '../../../core/kernel/cancellation';
import type { LiveAddress } from '../../../core/model/liveAddress';
import type { InDomain, OpenedDomain, Requests } from '../protocol';
import type { ReadySession, Session } from '../session/session';
import { answers, streams, type Method, type Streamed } from './answers';
import { failureData, requestFailure } from './failures';

/** What a request of a domain needs besides the domain. */
export type DomainParams<M extends Method> = Omit<Requests[M]['params'], keyof InDomain>;

/** The requests that are about an open domain. */
export type DomainMethod = Exclude<Method, 'session/hello' | 'domain/open' | 'domain/close'>;

/** How a request is told to stop, and where what it streams goes. */
export interface ClientRun<M extends Method> {
  readonly token: CancellationToken;
  readonly onProgress?: (value: Streamed<M>) => void;
}

/** Asks a session about one domain, which it opens there first, and again in the session that follows a crash. */
export class GpmcClient {
  #opened: { readonly session: ReadySession; readonly domain: Promise<OpenedDomain> } | undefined;
  /** The controller that answered first: all that follows asks the same one, whatever session. */
  #pinned: string | undefined;

  constructor(
    private readonly session: Pick<Session, 'ready'>,
    readonly address: LiveAddress,
  ) {}

  /** The domain, opened. @throws live-domain-not-found, gpmc-*, session-* */
  async domain(): Promise<OpenedDomain> {
    return this.#openIn(await this.session.ready());
  }

  /** @throws cancelled, gpmc-failed, gpmc-answer-invalid, session-* and what the request's subject calls for */
  async request<M extends DomainMethod>(
    method: M,
    params: DomainParams<M>,
    { token, onProgress }: ClientRun<M>,
  ): Promise<Requests[M]['result']> {
    throwIfCancelled(token);
    const session = await this.session.ready();
    await this.#openIn(session);
    throwIfCancelled(token);
    return this.#ask(session, method, params, { token, ...(onProgress === undefined ? {} : { onProgress }) });
  }

  /** Ends what the session keeps of the domain; one that is not running keeps nothing. */
  close(): void {
    const opened = this.#opened;
    this.#opened = undefined;
    if (opened === undefined) return;
    // The session may be ending, too, and nobody waits for the answer.
    this.#ask(opened.session, 'domain/close', {}, { token: neverCancelled }).catch(() => undefined);
  }

  #openIn(session: ReadySession): Promise<OpenedDomain> {
    if (this.#opened?.session === session) return this.#opened.domain;
    const { controller } = this.address;
    const choice = this.#pinned === undefined ? controller : ({ kind: 'named', name: this.#pinned } as const);
    // Whoever asks meanwhile waits for the same answer, so that nobody's Cancel may end it.
    const domain = this.#ask(session, 'domain/open', { controller: choice }, { token: neverCancelled }).then(
      (found) => {
        this.#pinned = found.controller === '' ? undefined : found.controller;
        return found;
      },
      (error: unknown) => {
        if (this.#opened?.session === session) this.#opened = undefined;
        throw error;
      },
    );
    this.#opened = { session, domain };
    return domain;
  }

  async #ask<M extends Method>(
    session: ReadySession,
    method: M,
    params: DomainParams<M>,
    { token, onProgress }: ClientRun<M>,
  ): Promise<Requests[M]['result']> {
    const all = { domain: this.address.dnsName, ...params };
    let wrong: { readonly error: unknown } | undefined;
    const take = (value: unknown): void => {
      try {
        if (method in streams) onProgress?.(streamed(method, value));
      } catch (error) {
        wrong ??= { error };
      }
    };
    try {
      const answer = await session.request(method, all, { token, onProgress: take });
      if (wrong !== undefined) throw wrong.error;
      return answers[method](answer, method);
    } catch (error) {
      // The script has lost the domain, as after an error of its own: it is opened anew next time.
      if (failureData(error)?.kind === 'not-open') this.#opened = undefined;
      throw requestFailure(error, { method, domain: this.address.dnsName, params: all });
    }
  }
}

function streamed<M extends Method>(method: M, value: unknown): Streamed<M> {
  const read = streams[method as keyof typeof streams];
  return read(value, method) as Streamed<M>;
}
