// npm test [-- SUITE…]: installs what is missing and runs the suites; all but the floor when none is named.
import { spawnSync } from 'node:child_process';
import { installPackages, requireNode, root } from './prepare.mjs';

requireNode();
installPackages();
const { status } = spawnSync(process.execPath, ['--import', 'tsx', 'tools/testing/main.ts', ...process.argv.slice(2)], {
  cwd: root,
  stdio: 'inherit',
});
process.exit(status ?? 1);
