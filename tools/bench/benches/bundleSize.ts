import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { Bench } from '../bench';
import { projectFolder } from '../product';

/** The code that VS Code loads to activate the extension. */
export const bundleSize: Bench = {
  name: 'bundle-size',
  run() {
    const bytes = statSync(join(projectFolder, 'dist', 'extension.js')).size;
    return Promise.resolve([
      { name: 'extension bundle', value: bytes / 1000, unit: 'kB', bar: { kind: 'below', limit: 600 } },
    ]);
  },
};
