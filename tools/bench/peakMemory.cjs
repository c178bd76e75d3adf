// Preloaded into a measured process: writes its highest resident memory, in bytes, to the file that PEAK_MEMORY_FILE names.
const { writeFileSync } = require('node:fs');

process.once('exit', () => {
  const file = process.env.PEAK_MEMORY_FILE;
  if (file) writeFileSync(file, String(process.resourceUsage().maxRSS * 1024));
});
