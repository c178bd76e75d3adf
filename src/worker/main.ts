import { parentPort, workerData } from 'node:worker_threads';
import { composeServices } from '../app/compose';
import type { FromWorker, ToWorker, WorkerOptions } from './protocol';
import { WorkerServer } from './workerServer';

const port = parentPort;
if (port === null) throw new Error('This file is the entry of a worker thread.');
const post = (message: FromWorker): void => {
  port.postMessage(message);
};
const services = composeServices({
  ...(workerData as WorkerOptions),
  log: (level, message) => {
    post({ kind: 'log', level, message });
  },
});
const server = new WorkerServer(services, post);
port.on('message', (message: ToWorker) => {
  server.receive(message);
});
