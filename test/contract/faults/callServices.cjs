// node callServices.cjs WORKER CALLS: makes calls, one after the other, to the services in a worker thread, as the extension
// does. A call is [method, input]; an input `"$previous"` within an object stands for what the call before returned.
'use strict';
const { Worker } = require('node:worker_threads');

const [script, calls] = process.argv.slice(2);
const worker = new Worker(script, { workerData: { retentionDays: 30, safetyBackups: true, uncRoots: [] } });

function call(id, method, input) {
  return new Promise((resolve, reject) => {
    const answered = (message) => {
      if (message.id !== id || (message.kind !== 'done' && message.kind !== 'failed')) return;
      worker.off('message', answered);
      if (message.kind === 'done') resolve(message.value);
      else reject(new Error(JSON.stringify(message.error)));
    };
    worker.on('message', answered);
    worker.postMessage({ kind: 'call', id, method, input, cancelFlag: new SharedArrayBuffer(4) });
  });
}

async function main() {
  let previous;
  for (const [id, [method, input]] of JSON.parse(calls).entries()) {
    const whole = Object.fromEntries(
      Object.entries(input).map(([name, value]) => [name, value === '$previous' ? previous : value]),
    );
    previous = await call(id, method, whole);
  }
  process.stdout.write(JSON.stringify(previous) ?? '');
  await worker.terminate();
}

main().catch((error) => {
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
});
