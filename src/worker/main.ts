import { parentPort, workerData } from 'node:worker_threads';
import { config } from '@vscode/l10n';
import { composeServices } from '../app/compose';
import type { FromWorker, ToWorker, WorkerOptions } from './protocol';
import { WorkerServer } from './workerServer';

const port = parentPort;
if (port === null) throw new Error('This file is the entry of a worker thread.');
const post = (message: FromWorker): void => {
  port.postMessage(message);
};
// Given by workerClient.ts, which is typed.
const { translations, ...options } = workerData as WorkerOptions;
if (translations !== undefined) config({ contents: translations });
const services = composeServices({
  ...options,
  log: (level, message) => {
    post({ kind: 'log', level, message });
  },
});
const server = new WorkerServer(services, post);
port.on('message', (message: ToWorker) => {
  server.receive(message);
});
