import assert from 'node:assert/strict';
import { snapshotAddress } from '../../../../src/core/model/ids';
import { DomainCatalogue } from '../../../../src/vscode/model/domainCatalogue';
import { Catalogues, type Places } from '../../../../src/vscode/model/catalogues';
import type { WatchFolder } from '../../../../src/vscode/model/watchFolder';
import { Emitter } from '../../../../src/core/kernel/event';
import { fakeServices } from '../../../fakes/fakeServices';
import { SampleServices } from '../../services/changes/sampleServices';

const unwatched: WatchFolder = () => ({ dispose: () => undefined });

describe('the catalogue of a domain', () => {
  it('reads nothing before somebody asks', () => {
    const catalogue = new DomainCatalogue(fakeServices({}), snapshotAddress('/nowhere'), unwatched);
    assert.equal(catalogue.known, undefined);
    assert.deepEqual(catalogue.gpos.items, []);
    catalogue.dispose();
  });

  it('knows the domain, its GPOs, links and filters', async () => {
    const sample = await SampleServices.make();
    const catalogue = new DomainCatalogue(sample.services, sample.address, unwatched);
    await catalogue.overview();
    const gpos = await catalogue.gpos.all();
    const soms = await catalogue.soms.all();
    assert.equal(catalogue.name, 'contoso.com');
    const linked = soms.flatMap(({ links }) => links).map(({ gpo }) => catalogue.gpo(gpo)?.name);
    assert.ok(linked.includes('Default Domain Policy'));
    const [filtered] = gpos.filter(({ wmiFilter }) => wmiFilter !== undefined);
    await catalogue.wmiFilters.all();
    assert.ok(filtered?.wmiFilter);
    assert.notEqual(catalogue.wmiFilter(filtered.wmiFilter), undefined);
    catalogue.dispose();
  });

  it('reads again after a change, details too', async () => {
    const sample = await SampleServices.make();
    const catalogue = new DomainCatalogue(sample.services, sample.address, unwatched);
    await catalogue.overview();
    await catalogue.gpos.all();
    const gpo = await sample.gpo('Servers - Baseline');
    assert.equal((await catalogue.details(gpo.id)).name, 'Servers - Baseline');
    await sample.apply({ kind: 'rename', domain: sample.address, gpo: gpo.id, newName: 'Servers' });
    await catalogue.reload();
    assert.equal(catalogue.gpo(gpo.id)?.name, 'Servers');
    assert.equal((await catalogue.details(gpo.id)).name, 'Servers');
    catalogue.dispose();
  });

  it('opens again after a failure', async () => {
    const sample = await SampleServices.make();
    let failures = 0;
    const services = fakeServices({
      ...sample.services,
      openDomain: (input, run) => {
        failures += 1;
        return failures === 1 ? Promise.reject(new Error('busy')) : sample.services.openDomain(input, run);
      },
    });
    const catalogue = new DomainCatalogue(services, sample.address, unwatched);
    await assert.rejects(catalogue.overview());
    assert.equal((await catalogue.overview()).info.dnsName, 'contoso.com');
    catalogue.dispose();
  });

  it('watches the folder of the domain from its opening to its end', async () => {
    const sample = await SampleServices.make();
    const watched: string[] = [];
    const catalogue = new DomainCatalogue(sample.services, sample.address, (folder) => {
      watched.push(folder);
      return { dispose: () => watched.pop() };
    });
    assert.deepEqual(watched, []);
    await catalogue.overview();
    assert.deepEqual(watched, [(await catalogue.overview()).info.folder]);
    catalogue.dispose();
    assert.deepEqual(watched, []);
  });
});

describe('the catalogues', () => {
  it('keep one for each place of the settings, and end those that were removed', () => {
    const changed = new Emitter<void>();
    let domains = [snapshotAddress('/one'), snapshotAddress('/two')];
    const places: Places = {
      domains: () => domains,
      backupFolders: () => ['/backups'],
      onDidChange: changed.event,
      setDomains: (next) => {
        domains = [...next];
        changed.fire();
        return Promise.resolve();
      },
      setBackupFolders: () => Promise.resolve(),
    };
    const catalogues = new Catalogues(fakeServices({}), places, unwatched);
    const [one, two] = catalogues.domains();
    assert.ok(one !== undefined && two !== undefined);
    void catalogues.removeDomain(one.address);
    assert.deepEqual(catalogues.domains(), [two]);
    void catalogues.addDomain(one.address);
    assert.notEqual(catalogues.domains()[1], one);
    catalogues.dispose();
  });
});
