import type { Disposable } from '../core/kernel/disposable';
import type { Services } from '../services/api';
import { createWorkerServices, type WorkerClientOptions, type WorkerServices } from '../worker/workerClient';

/** The services of a worker that is ended, and started anew at the next question, when its settings have changed. */
export class RestartingServices implements Disposable {
  #worker: WorkerServices;
  #options: string;
  /** Always those of the worker of now. */
  readonly services: Services;

  constructor(private readonly client: WorkerClientOptions) {
    this.#options = JSON.stringify(client.options());
    this.#worker = createWorkerServices(client);
    this.services = new Proxy({} as Services, {
      get: (_target, name): unknown => Reflect.get(this.#worker.services, name),
    });
  }

  /**
   * Ends the worker if it was started with other settings. What it holds open is opened again by who needs it; call this
   * only while no operation runs.
   */
  applyOptions(): void {
    const options = JSON.stringify(this.client.options());
    if (options === this.#options) return;
    this.#options = options;
    this.#worker.dispose();
    this.#worker = createWorkerServices(this.client);
  }

  dispose(): void {
    this.#worker.dispose();
  }
}
