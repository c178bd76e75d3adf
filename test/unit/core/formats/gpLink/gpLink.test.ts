import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import {
  checkGpLink,
  dnsName,
  domainPath,
  readGpLink,
  replaceGpLinks,
  writeGpLink,
} from '../../../../../src/core/formats/gpLink/gpLink';
import type { GpoLink } from '../../../../../src/core/model/domain';
import { parseGpoId } from '../../../../../src/core/model/ids';

const first = '{31B2F340-016D-11D2-945F-00C04FB984F9}';
const second = '{6AC1786C-016F-11D2-945F-00C04FB984F9}';
const entry = (id: string, option: number): string =>
  `[LDAP://cn=${id},cn=policies,cn=system,DC=contoso,DC=com;${String(option)}]`;

const link: fc.Arbitrary<GpoLink> = fc.record(
  {
    gpo: fc.uuid().map((id) => parseGpoId(id) ?? assert.fail()),
    gpoDomain: fc.constantFrom('contoso.com', 'sales.contoso.com', 'fabrikam.example'),
    enabled: fc.boolean(),
    enforced: fc.boolean(),
  },
  { noNullPrototype: true },
);
const links = fc.uniqueArray(link, { selector: ({ gpo }) => gpo, maxLength: 6 });
const codes = (text: string): readonly string[] => checkGpLink(text).map(({ code }) => code);

describe('gPLink', () => {
  it('has link order 1 at the end of the string', () => {
    const read = readGpLink(`${entry(first, 0)}${entry(second, 2)}`);
    assert.deepEqual(read, [
      { gpo: second, gpoDomain: 'contoso.com', enabled: true, enforced: true },
      { gpo: first, gpoDomain: 'contoso.com', enabled: true, enforced: false },
    ]);
    assert.equal(writeGpLink(read), `${entry(first, 0)}${entry(second, 2)}`);
  });

  it('reads the option as two bits', () => {
    const flags = [0, 1, 2, 3].map((option) => readGpLink(entry(first, option))[0]);
    assert.deepEqual(
      flags.map((read) => [read?.enabled, read?.enforced]),
      [
        [true, false],
        [false, false],
        [true, true],
        [false, true],
      ],
    );
  });

  it('keeps links through write and read', () => {
    fc.assert(
      fc.property(links, (value) => {
        const text = writeGpLink(value);
        assert.deepEqual(readGpLink(text), value);
        assert.deepEqual(checkGpLink(text), []);
        assert.equal(replaceGpLinks(text, value), text);
      }),
    );
  });

  it('gives the new links when some are replaced, whatever was there', () => {
    fc.assert(
      fc.property(links, links, fc.constantFrom('', ' ', '[ ]', 'junk'), (old, changed, tail) => {
        const text = `${writeGpLink(old)}${tail}`;
        assert.deepEqual(readGpLink(replaceGpLinks(text, changed)), changed);
        const moved = [...old].reverse().map((each) => ({ ...each, enforced: !each.enforced }));
        assert.deepEqual(readGpLink(replaceGpLinks(text, moved)), moved);
      }),
    );
  });

  it('keeps the spelling of a link that stays, and the text when nothing changes', () => {
    const odd = `[LDAP://dc1.contoso.com/CN={31b2f340-016d-11d2-945f-00c04fb984f9},CN=Policies,CN=System,DC=Contoso,DC=com;4]`;
    const text = `${odd}${entry(second, 0)} [ ] `;
    const read = readGpLink(text);
    assert.equal(read.length, 2);
    assert.deepEqual(checkGpLink(text), []);
    assert.equal(replaceGpLinks(text, read), text);
    assert.equal(replaceGpLinks(text, [...read].reverse()), `${entry(second, 0)}${odd}`);
    assert.equal(
      replaceGpLinks(
        text,
        read.map((each) => ({ ...each, enabled: false })),
      ),
      `${odd.replace(';4]', ';5]')}${entry(second, 1)}`,
    );
  });

  it('keeps what it does not understand, in front', () => {
    const text = `${entry(first, 0)}[LDAP://OU=x;0]${entry(second, 0)}`;
    assert.deepEqual(codes(text), ['gp-link-leftover']);
    assert.equal(replaceGpLinks(text, readGpLink(text).slice(1)), `[LDAP://OU=x;0]${entry(first, 0)}`);
  });

  it('finds a GPO that is linked twice', () => {
    const text = `${entry(first, 0)}${entry(first, 1)}`;
    assert.equal(readGpLink(text).length, 2);
    assert.deepEqual(checkGpLink(text)[0], {
      code: 'gp-link-duplicate',
      severity: 'warning',
      place: { record: 2 },
      params: { gpo: first },
    });
  });

  it('never throws, and has no links where there are none', () => {
    for (const text of ['', ' ', '[]', 'x', '[LDAP://cn={1},DC=a;0]', '[LDAP://;0]'])
      assert.deepEqual(readGpLink(text), []);
    fc.assert(
      fc.property(fc.string(), fc.nat(), links, (noise, at, value) => {
        const text = writeGpLink(value);
        const index = at % (text.length + 1);
        const broken = `${text.slice(0, index)}${noise}${text.slice(index)}`;
        readGpLink(broken);
        checkGpLink(broken);
        assert.deepEqual(readGpLink(replaceGpLinks(broken, value)), value);
      }),
      { numRuns: 1000 },
    );
  });

  it('turns a DNS name into a path and back', () => {
    assert.equal(domainPath('sales.contoso.com'), 'DC=sales,DC=contoso,DC=com');
    assert.equal(dnsName('OU=a,DC=sales, dc=contoso,DC=com'), 'sales.contoso.com');
  });
});
