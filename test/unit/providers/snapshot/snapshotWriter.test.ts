import assert from 'node:assert/strict';
import { MemoryFileStore } from '../../../fakes/memoryFileStore';
import { OpenDomain, portsOf, quietly } from './operations/operationsHarness';

describe('the links that a snapshot writes', () => {
  it('keep the spelling of each entry that stays as it is, and of a changed one all but its option', async () => {
    const files = new MemoryFileStore();
    const ports = portsOf(files);
    const domain = await OpenDomain.sample(ports, '/domain');
    const folder = '/domain/ad/soms';
    const path = files
      .list(folder)
      .map(({ name }) => files.join(folder, name))
      .find((file) => text(files, file).includes('"OU=Servers,DC=contoso,DC=com"'));
    assert.ok(path);
    const first = '{5A3B0000-0000-4000-8000-00000000000A}';
    const second = '{5A3B0000-0000-4000-8000-00000000000B}';
    const entry = (id: string, option: number): string =>
      `[ldap://DC01.contoso.com/CN=${id.toLowerCase()},CN=Policies,CN=System,DC=contoso,DC=com;${String(option)}]`;
    const object = JSON.parse(text(files, path)) as Record<string, unknown>;
    const write = (gPLink: string): void => {
      files.writeFile(path, new TextEncoder().encode(JSON.stringify({ ...object, gPLink })));
    };
    // Option 4 is of no known meaning: it is kept.
    write(`${entry(first, 4)}${entry(second, 0)}`);
    const { linkWriter, reader } = domain.provider;
    assert.ok(linkWriter.available);
    const som = (await reader.soms(quietly)).find(({ name }) => name === 'Servers');
    assert.ok(som);
    assert.equal(som.links.length, 2);
    const changed = som.links.map((link, index) => (index === 1 ? { ...link, enforced: true } : link));
    await linkWriter.port.setLinks(som.path, som.links, changed);
    const written = JSON.parse(text(files, path)) as { gPLink: string };
    assert.equal(written.gPLink, `${entry(first, 6)}${entry(second, 0)}`);
  });
});

function text(files: MemoryFileStore, path: string): string {
  return new TextDecoder().decode(files.readFile(path));
}
