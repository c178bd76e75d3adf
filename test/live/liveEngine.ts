import { resolve } from 'node:path';
import type { LiveEngine } from '../../src/app/liveDomains';
import { engineHost } from '../../tools/live/engine';
import { winePath, wineEnvironment } from '../../tools/live/wine';

/** How the stand-in for GPMC behaves, and how the session is started. */
export interface LiveEngineOptions {
  /** Words of GPMC_TEST_PERSONALITY, with commas between. */
  readonly personality?: string;
  /** Of the threads on which GPMC's objects live. */
  readonly apartment?: 'MTA' | 'STA';
}

/**
 * PowerShell's own engine under Wine, with the script of the product and the stand-in for GPMC, which serves the snapshots
 * in `domains`: folders by DNS name.
 */
export function liveEngine(
  domains: Readonly<Record<string, string>>,
  { personality = '', apartment = 'MTA' }: LiveEngineOptions = {},
): LiveEngine {
  const served = Object.entries(domains).map(([name, folder]) => `${name}=${winePath(folder)}`);
  return {
    start: {
      executable: '/usr/bin/wine',
      args: [engineHost],
      env: {
        ...wineEnvironment(),
        GROUP_POLICY_PROGID: 'GroupPolicyTest.GPM',
        GROUP_POLICY_HOST: winePath(resolve(__dirname, '../../src/powershell')),
        GROUP_POLICY_APARTMENT: apartment,
        GPMC_TEST_DOMAINS: served.join(';'),
        GPMC_TEST_PERSONALITY: personality,
      },
    },
    paths: {
      toSession: winePath,
      fromSession: (path) => path.replace(/^Z:/i, '').replaceAll('\\', '/'),
    },
  };
}
