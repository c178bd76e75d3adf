import assert from 'node:assert/strict';
import { CancellationTokenSource } from '../../../src/core/kernel/cancellation';
import type { OperationProgress } from '../../../src/core/model/operation';
import type { GpoId } from '../../../src/core/model/ids';
import { reportWords } from '../../../src/text/reportWords';
import { createServices, type HostServices } from '../../../src/services/composeServices';
import { PlayedDomain } from '../../fakes/playedDomain';
import type { SnapshotPeer } from '../../fakes/snapshotPeer';
import { portsOf, quietly } from '../../unit/providers/snapshot/operations/operationsHarness';

/** The use cases of one process on the played domain. */
function servicesOf(domain: PlayedDomain, peer: SnapshotPeer, pid: number): HostServices {
  const ports = portsOf(domain.files, { pid });
  return createServices({ ...ports, stateFolder: '/state', factories: [domain.factory(ports, peer)], reportWords });
}

describe('the use cases on a live domain', () => {
  let domain: PlayedDomain;
  let peer: SnapshotPeer;
  let services: HostServices;
  let gpo: GpoId;

  beforeEach(async () => {
    domain = await PlayedDomain.make();
    peer = domain.peer();
    services = servicesOf(domain, peer, 1);
    gpo = await domain.played.gpo('Servers - Startup Scripts');
  });

  const backUpAll = (progress: (report: OperationProgress) => void, source = new CancellationTokenSource()) =>
    services.backUp(
      { address: domain.address, gpos: 'all', folder: '/backups', comment: 'weekly' },
      { token: source.token, progress },
    );

  it('backs all up with progress that never falls, though the server counts down and divides by nothing', async () => {
    let count = 0;
    peer.distort = (report) => {
      count += 1;
      return { ...report, numerator: 7 - (count % 7), denominator: count % 3 === 0 ? 0 : 5 };
    };
    const fractions: number[] = [];
    const summary = await backUpAll(({ fraction }) => fractions.push(fraction));
    assert.equal(summary.state, 'done');
    assert.ok(fractions.length > summary.items.length);
    assert.deepEqual(
      fractions,
      [...fractions].sort((a, b) => a - b),
    );
    assert.deepEqual([fractions.at(0), fractions.at(-1)], [0, 1]);
    const backups = await services.listBackups({ folder: '/backups' }, quietly);
    assert.equal(backups.length, summary.items.length);
    assert.ok(backups.every(({ problem, inManifest, comment }) => problem === undefined && inManifest && comment === 'weekly')); // prettier-ignore
  });

  it('cancels the running one at the server, and starts no other', async () => {
    const source = new CancellationTokenSource();
    const summary = await backUpAll(({ finished, status }) => {
      if (finished === 2 && status?.numerator === 0) source.cancel();
    }, source);
    const states = summary.items.map(({ state }) => state);
    assert.deepEqual(states.slice(0, 4), ['done', 'done', 'cancelled', 'not-started']);
    assert.deepEqual(new Set(states.slice(3)), new Set(['not-started']));
    assert.equal((await services.listBackups({ folder: '/backups' }, quietly)).length, 2);
    assert.deepEqual(
      domain.files.list('/backups').filter(({ name }) => name.startsWith('.')),
      [],
    );
  });

  it('tells which one a crash of the session cost, and goes on in another session', async () => {
    let backups = 0;
    peer.answering = (method, process) => {
      if (method !== 'gpo/backup') return true;
      backups += 1;
      if (backups === 3) process.exit(null, 'SIGSEGV');
      return backups !== 3;
    };
    const { items, state } = await backUpAll(() => undefined);
    assert.equal(state, 'partly-failed');
    assert.deepEqual(
      items.filter((item) => item.state !== 'done').map(({ error }) => error?.code),
      ['session-ended'],
    );
    assert.equal(items[2]?.state, 'failed');
    assert.equal((await services.listBackups({ folder: '/backups' }, quietly)).length, items.length - 1);
  });

  it('knows of a change whose process died that nobody knows how it ended, and offers the way back', async () => {
    const before = await domain.played.provider.reader.gpo(gpo);
    const other = await domain.played.gpo('Software - Office');
    await services.backUp({ address: domain.address, gpos: [other], folder: '/backups', comment: '' }, quietly);
    const [backup] = await services.listBackups({ folder: '/backups' }, quietly);
    assert.ok(backup);
    const imported = new Promise<void>((resolve) => {
      peer.answering = (method) => {
        if (method === 'gpo/import') resolve();
        return method !== 'gpo/import';
      };
    });
    const { address } = domain;
    const plan = await services.planChange({ request: { kind: 'import', domain: address, gpo, backup } }, quietly);
    // Its process dies while the server works: nobody ever hears of it.
    void services.applyPlan({ plan, typedNames: [] }, quietly);
    await imported;
    const next = servicesOf(domain, domain.peer(), 2);
    const { interrupted } = await next.openDomain({ address }, quietly);
    assert.deepEqual(
      interrupted.map(({ operation, gpo: subject, outcome }) => [operation, subject, outcome]),
      [['import', gpo, 'unknown']],
    );
    const [undoable] = await next.listUndo({ address }, quietly);
    assert.ok(undoable);
    const undo = await next.planChange({ request: { kind: 'undo', domain: address, undoId: undoable.id } }, quietly);
    assert.equal((await next.applyPlan({ plan: undo, typedNames: [] }, quietly)).state, 'done');
    assert.deepEqual((await domain.played.provider.reader.gpo(gpo)).files, before.files);
  });
});
