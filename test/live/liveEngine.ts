import { resolve } from 'node:path';
import type { LiveEngine } from '../../src/app/liveDomains';
import { engineHost } from '../../tools/live/engine';
import { winePath, wineEnvironment } from '../../tools/live/wine';

/**
 * PowerShell's own engine under Wine, with the script of the product and the stand-in for GPMC, which serves the snapshots
 * in `domains`: folders by DNS name.
 */
export function liveEngine(domains: Readonly<Record<string, string>>): LiveEngine {
  const served = Object.entries(domains).map(([name, folder]) => `${name}=${winePath(folder)}`);
  return {
    start: {
      executable: '/usr/bin/wine',
      args: [engineHost],
      env: {
        ...wineEnvironment(),
        GROUP_POLICY_HOST: winePath(resolve(__dirname, '../../src/powershell')),
        GPMC_TEST_DOMAINS: served.join(';'),
      },
    },
    paths: {
      toSession: winePath,
      fromSession: (path) => path.replace(/^Z:/i, '').replaceAll('\\', '/'),
    },
  };
}
