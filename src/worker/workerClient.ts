import { Worker } from 'node:worker_threads';
import type { Disposable } from '../core/kernel/disposable';
import { fromErrorValue, PolicyError } from '../core/kernel/errors';
import type { RunContext } from '../core/ports/runContext';
import type { Services } from '../services/api';
import type { FromWorker, ServiceMethod, ToWorker, WorkerOptions } from './protocol';

interface Pending {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
  readonly progress: (value: unknown) => void;
  readonly release: () => void;
}

/** How the client starts and hears of its worker. */
export interface WorkerClientOptions {
  /** Absolute path of dist/worker.js. */
  readonly script: string;
  readonly options: () => WorkerOptions;
  readonly log: (level: 'info' | 'warn' | 'error', message: string) => void;
}

/** The services, running in a worker thread that starts at the first call and again after it ended. */
export interface WorkerServices {
  readonly services: Services;
  dispose(): void;
}

/** Makes the client; no thread is started before the first call. */
export function createWorkerServices(options: WorkerClientOptions): WorkerServices {
  const client = new WorkerClient(options);
  // Every property of Services is a method of the same shape, so that one function answers for all of them.
  const services = new Proxy({} as Services, {
    get: (_target, name) =>
      typeof name === 'string'
        ? (input: unknown, run: RunContext<unknown>) => client.call(name as ServiceMethod, input, run)
        : undefined,
  });
  return {
    services,
    dispose: () => {
      client.dispose();
    },
  };
}

class WorkerClient implements Disposable {
  #worker: Worker | undefined;
  #nextId = 1;
  #disposed = false;
  readonly #pending = new Map<number, Pending>();

  constructor(private readonly options: WorkerClientOptions) {}

  call(method: ServiceMethod, input: unknown, run: RunContext<unknown>): Promise<unknown> {
    if (this.#disposed) return Promise.reject(new PolicyError('worker-ended', { detail: 'disposed' }));
    const worker = (this.#worker ??= this.#start());
    const id = this.#nextId++;
    const cancelFlag = new SharedArrayBuffer(4);
    const cancel = (): void => {
      Atomics.store(new Int32Array(cancelFlag), 0, 1);
      this.#post(worker, { kind: 'cancel', id });
    };
    return new Promise((resolve, reject) => {
      const listener = run.token.onCancellationRequested(cancel);
      this.#pending.set(id, {
        resolve,
        reject,
        progress: run.progress,
        release: () => {
          listener.dispose();
        },
      });
      this.#post(worker, { kind: 'call', id, method, input, cancelFlag });
      if (run.token.isCancellationRequested) cancel();
    });
  }

  dispose(): void {
    this.#disposed = true;
    const worker = this.#worker;
    this.#fail('disposed');
    void worker?.terminate();
  }

  #post(worker: Worker, message: ToWorker): void {
    worker.postMessage(message);
  }

  #start(): Worker {
    const worker = new Worker(this.options.script, { workerData: this.options.options() });
    worker.on('message', (message: FromWorker) => {
      this.#receive(message);
    });
    worker.on('error', (error) => {
      this.options.log('error', error instanceof Error ? (error.stack ?? error.message) : 'the worker failed');
    });
    worker.on('exit', (code) => {
      if (this.#worker === worker) this.#fail(`exit code ${String(code)}`);
    });
    return worker;
  }

  #receive(message: FromWorker): void {
    if (message.kind === 'log') {
      this.options.log(message.level, message.message);
      return;
    }
    const pending = this.#pending.get(message.id);
    if (pending === undefined) return;
    if (message.kind === 'progress') {
      pending.progress(message.value);
      return;
    }
    this.#pending.delete(message.id);
    pending.release();
    if (message.kind === 'done') pending.resolve(message.value);
    else pending.reject(fromErrorValue(message.error));
  }

  #fail(detail: string): void {
    this.#worker = undefined;
    const pending = [...this.#pending.values()];
    this.#pending.clear();
    for (const call of pending) {
      call.release();
      call.reject(new PolicyError('worker-ended', { detail }));
    }
  }
}
