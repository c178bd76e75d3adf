import assert from 'node:assert/strict';
import { neverCancelled } from '../../../../src/core/kernel/cancellation';
import { isPolicyError } from '../../../../src/core/kernel/errors';
import { capability, DomainRegistry } from '../../../../src/services/domains/domainRegistry';
import { domainServices } from '../../../../src/services/domains/domainServices';
import { FakeDomain, fakeGpoId } from '../../../fakes/fakeProvider';

const quietly = { token: neverCancelled, progress: (): void => undefined };

describe('open domains', () => {
  it('are opened once, however many ask at the same time', async () => {
    const fake = new FakeDomain('a', []);
    const registry = new DomainRegistry([fake]);
    const [one, two] = await Promise.all([registry.open(fake.address), registry.open(fake.address)]);
    assert.equal(one, two);
    assert.equal(fake.opened, 1);
  });

  it('are tried again after a failure', async () => {
    const fake = new FakeDomain('a', []);
    fake.failsToOpen = true;
    const registry = new DomainRegistry([fake]);
    await assert.rejects(registry.open(fake.address), (error) => isPolicyError(error, 'domain-not-found'));
    fake.failsToOpen = false;
    assert.equal((await registry.open(fake.address)).address, fake.address);
  });

  it('are disposed when closed, when the registry is, and when that came while they were opening', async () => {
    const fake = new FakeDomain('a', []);
    const registry = new DomainRegistry([fake]);
    await registry.open(fake.address);
    await registry.close(fake.address);
    assert.equal(fake.disposed, 1);
    const opening = registry.open(fake.address);
    registry.dispose();
    await opening;
    await new Promise((resolve) => setImmediate(resolve));
    assert.equal(fake.disposed, 2);
    await assert.rejects(registry.open(fake.address), (error) => isPolicyError(error, 'domain-not-found'));
  });

  it('of a kind that nobody opens are not found', async () => {
    const fake = new FakeDomain('a', []);
    await assert.rejects(new DomainRegistry([]).open(fake.address), (error) =>
      isPolicyError(error, 'domain-not-found'),
    );
  });

  it('say why a capability is missing', async () => {
    const fake = new FakeDomain('a', []);
    const provider = await new DomainRegistry([fake]).open(fake.address);
    assert.throws(
      () => capability(provider, 'gpoWriter'),
      (error) => isPolicyError(error, 'capability-missing') && error.params.reason === 'a fake',
    );
  });
});

describe('the use cases that read a domain', () => {
  const make = () => {
    const fake = new FakeDomain('a', ['One', 'Two']);
    const interrupted = [{ operation: 'restore', gpo: 'x', gpoName: 'X', started: '', outcome: 'unknown' as const }];
    return { fake, services: domainServices(new DomainRegistry([fake]), () => Promise.resolve(interrupted)) };
  };

  it('say who the domain is, what is missing and what was interrupted', async () => {
    const { fake, services } = make();
    const overview = await services.openDomain({ address: fake.address }, quietly);
    assert.equal(overview.info.dnsName, 'fake.test');
    assert.deepEqual(overview.missing, { gpoWriter: 'a fake', aclTools: 'a fake' });
    assert.deepEqual(
      overview.interrupted.map(({ gpoName }) => gpoName),
      ['X'],
    );
  });

  it('list and stream', async () => {
    const { fake, services } = make();
    const streamed: string[] = [];
    const gpos = await services.listGpos(
      { address: fake.address },
      { token: neverCancelled, progress: (batch) => streamed.push(...batch.map(({ name }) => name)) },
    );
    assert.deepEqual(streamed, ['One', 'Two']);
    assert.equal(gpos.length, 2);
    assert.equal((await services.gpoDetails({ address: fake.address, gpo: fakeGpoId(1) }, quietly)).name, 'Two');
  });
});
