// Preloaded into a process whose disk is to be slow, as a share far away is: every change takes 20 ms.
'use strict';
const fs = require('node:fs');

const pause = new Int32Array(new SharedArrayBuffer(4));
for (const name of ['mkdirSync', 'writeFileSync', 'openSync', 'renameSync', 'rmSync', 'rmdirSync']) {
  const real = fs[name];
  fs[name] = (...args) => {
    if (name !== 'openSync' || args[1] !== 'r') Atomics.wait(pause, 0, 0, 20);
    return real.apply(fs, args);
  };
}
