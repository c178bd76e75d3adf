import type { ReportRow } from '../../core/report/reportDocument';
import type { ReportHit } from '../../services/reports/reportSessions';
import type { FromReportPage, ToReportPage } from '../../shared/reportMessages';

interface VsCodeApi {
  postMessage(message: FromReportPage): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

interface Waiting {
  readonly resolve: (answer: ToReportPage) => void;
  readonly reject: (error: Error) => void;
}

/** The editor, seen from the page: questions with answers, messages without, and the state that survives a reload. */
export class PageHost {
  readonly #api = acquireVsCodeApi();
  readonly #waiting = new Map<number, Waiting>();
  #nextId = 1;

  /** @param told called with each message that answers no question */
  constructor(told: (message: ToReportPage) => void) {
    window.addEventListener('message', (event: MessageEvent<ToReportPage>) => {
      const message = event.data;
      const id = 'id' in message ? message.id : undefined;
      const waiting = id === undefined ? undefined : this.#waiting.get(id);
      if (id === undefined || waiting === undefined) {
        if (id === undefined) told(message);
        return;
      }
      this.#waiting.delete(id);
      if (message.type === 'failed') waiting.reject(new Error(message.text));
      else waiting.resolve(message);
    });
  }

  tell(message: FromReportPage): void {
    this.#api.postMessage(message);
  }

  async rows(section: number, from: number, count: number): Promise<readonly ReportRow[]> {
    const answer = await this.#ask((id) => ({ type: 'rows', id, section, from, count }));
    return answer.type === 'rows' ? answer.rows : [];
  }

  async search(text: string): Promise<readonly ReportHit[]> {
    const answer = await this.#ask((id) => ({ type: 'search', id, text }));
    return answer.type === 'hits' ? answer.hits : [];
  }

  /** Whatever an earlier version of the page left: to be checked. */
  get state(): unknown {
    return this.#api.getState();
  }

  set state(state: unknown) {
    this.#api.setState(state);
  }

  #ask(question: (id: number) => FromReportPage): Promise<ToReportPage> {
    const id = this.#nextId++;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.tell(question(id));
    });
  }
}
