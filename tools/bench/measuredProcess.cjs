// Preloaded into a measured process: at its end writes to the file that MEASURES_FILE names its highest resident memory in
// bytes, and when it last renamed a file, in milliseconds since 1970: after that a back-up only waits for the disk.
const fs = require('node:fs');

let lastRename = 0;
const { renameSync } = fs;
fs.renameSync = (...names) => {
  renameSync(...names);
  lastRename = performance.timeOrigin + performance.now();
};

process.once('exit', () => {
  const file = process.env.MEASURES_FILE;
  if (file) fs.writeFileSync(file, JSON.stringify({ peakMemory: process.resourceUsage().maxRSS * 1024, lastRename }));
});
