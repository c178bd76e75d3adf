import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { CancellationTokenSource, neverCancelled } from '../../src/core/kernel/cancellation';
import { isPolicyError } from '../../src/core/kernel/errors';
import { parseBackupId } from '../../src/core/model/ids';
import type { OperationStatus } from '../../src/core/model/operationStatus';
import type { GpoOperations } from '../../src/core/ports/gpoOperations';
import { LiveDomain } from './liveDomain';
import type { LiveEngineOptions } from './liveEngine';

const quietly = { token: neverCancelled, progress: (): void => undefined };

describe('a live domain through the PowerShell engine and COM', function () {
  this.timeout(60_000);
  let domain: LiveDomain;
  afterEach(() => {
    domain.dispose();
  });

  for (const apartment of ['MTA', 'STA'] as const)
    it(`lists what is in it, in ${apartment}`, async () => {
      domain = await LiveDomain.open({ apartment });
      const { reader } = domain.provider;
      const info = await reader.info();
      assert.deepEqual(
        [info.dnsName, info.netbiosName, info.domainController],
        ['contoso.com', 'CONTOSO', 'dc1.contoso.com'],
      );
      const gpos = await reader.gpos(quietly);
      assert.equal(gpos.length, 17);
      const soms = await reader.soms(quietly);
      assert.deepEqual([...new Set(soms.map(({ kind }) => kind))].sort(), ['domain', 'ou', 'site']);
      const [filter] = await reader.wmiFilters();
      assert.equal(filter?.queries[0]?.namespace, 'root\\CIMv2');
      const details = await reader.gpo(await domain.gpo('Workstations - Security'));
      assert.ok(details.permissions.some(({ level }) => level === 'apply'));
      assert.ok(details.files.some(({ path }) => /registry\.pol$/i.test(path)));
    });

  for (const personality of personalities())
    it(`backs a GPO up with progress: ${personality}`, async () => {
      const told = await backUp({ personality });
      const last = told.at(-1);
      assert.ok(last !== undefined && last.hresult === 0, JSON.stringify(told));
    });

  it('hears Cancel in the middle, and leaves no backup', async () => {
    domain = await LiveDomain.open({ personality: 'slow=200' });
    const source = new CancellationTokenSource();
    const operation = backUpInto(domain, 'cancelled', {
      token: source.token,
      progress: () => {
        source.cancel();
      },
    });
    await assert.rejects(operation, (error) => isPolicyError(error, 'cancelled'));
    const left = domain.ports.files.list(join(domain.backups, 'cancelled'));
    assert.deepEqual(left, []);
  });

  async function backUp(options: LiveEngineOptions): Promise<readonly OperationStatus[]> {
    domain = await LiveDomain.open(options);
    const told: OperationStatus[] = [];
    await backUpInto(domain, 'staged', { token: neverCancelled, progress: (status) => told.push(status) });
    const names = domain.ports.files.list(join(domain.backups, 'staged')).map(({ name }) => name.toLowerCase());
    assert.ok(names.includes('bkupinfo.xml'), names.join());
    return told;
  }
});

/** Each point that GPMC's documentation leaves open, in a way that it might be. */
function personalities(): readonly string[] {
  return [
    'asynchronous',
    'status-before-return',
    'blocks-until-done',
    'result-in-status-only',
    'result-in-result-only',
    'no-cancel-object',
    'unknown-only',
    'refuses-progress',
    'zero-denominator',
    'falling-numerator',
  ];
}

async function backUpInto(
  domain: LiveDomain,
  name: string,
  run: Parameters<GpoOperations['backup']>[2],
): Promise<void> {
  const { operations } = domain.provider;
  assert.ok(operations.available);
  const into = join(domain.backups, name);
  mkdirSync(into);
  const id = parseBackupId('{11111111-2222-4333-8444-555555555555}');
  assert.ok(id !== undefined);
  const target = { into, id, comment: 'it\'s "quoted" $(x); ü', time: '2026-01-02T03:04:05Z' };
  await operations.port.backup(await domain.gpo('Workstations - Security'), target, run);
}
