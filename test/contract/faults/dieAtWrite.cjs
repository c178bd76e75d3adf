// Preloaded into a process that is to die: sends it SIGKILL at the n-th moment at which the disk below a folder is another
// one, which is before each call that changes it and in the middle of each that writes bytes. A call that only reads leaves
// the disk as it is, so that dying before or after one is dying after the change before it.
'use strict';
const fs = require('node:fs');

const folder = process.env.DIE_FOLDER ?? '';
const moment = Number(process.env.DIE_MOMENT ?? '0');
const countFile = process.env.DIE_COUNT_FILE;
const realWrite = fs.writeFileSync;
const written = new Set();
let moments = 0;
let depth = 0;

function passes() {
  moments += 1;
  if (countFile !== undefined) realWrite(countFile, String(moments));
  if (moments === moment) process.kill(process.pid, 'SIGKILL');
}

function isOurs(target) {
  return typeof target === 'number' ? written.has(target) : String(target).startsWith(folder);
}

/** Replaces a function of node:fs; what it calls itself is no call of its own. */
function replace(name, isChange, half) {
  const real = fs[name];
  fs[name] = (...args) => {
    if (depth > 0 || !isChange(args)) return real.apply(fs, args);
    depth += 1;
    try {
      passes();
      if (half !== undefined && moments + 1 === moment) half(real, args);
      if (half !== undefined) passes();
      const result = real.apply(fs, args);
      if (name === 'openSync') written.add(result);
      return result;
    } finally {
      depth -= 1;
    }
  };
}

const halfOf = (bytes) => bytes.subarray(0, Math.floor(bytes.length / 2));
const onTarget = ([target]) => isOurs(target);
const onPresent = ([path]) => isOurs(path) && fs.existsSync(path);
replace('mkdirSync', ([path]) => isOurs(path) && !fs.existsSync(path));
for (const name of ['rmSync', 'rmdirSync', 'unlinkSync', 'renameSync']) replace(name, onPresent);
replace('openSync', ([path, flags]) => isOurs(path) && /^[wa]/.test(flags));
replace('writeFileSync', onTarget, (real, [path, bytes, options]) => {
  real.call(fs, path, halfOf(bytes), options);
});
replace('writeSync', onTarget, (real, [descriptor, bytes]) => {
  real.call(fs, descriptor, halfOf(bytes));
});
replace(
  'copyFileSync',
  ([, to]) => isOurs(to),
  (_real, [from, to]) => {
    realWrite(to, halfOf(fs.readFileSync(from)));
  },
);
