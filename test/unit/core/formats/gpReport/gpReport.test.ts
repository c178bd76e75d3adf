import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { childText } from '../../../../../src/core/xml/xmlTree';
import {
  extensionsOf,
  readGpReport,
  readGpReportHead,
  type ReportExtension,
} from '../../../../../src/core/formats/gpReport/gpReport';
import { childElements } from '../../../../../src/core/xml/xmlTree';
import { bigReport, utf16 } from '../../../../fixtures/bigReport';
import { sampleReport, sampleReportXml } from '../../../../fixtures/sampleReport';

function extensions(xml: string): readonly ReportExtension[] {
  const { value } = readGpReport(new TextEncoder().encode(xml));
  assert.ok(value.kind === 'gpos');
  const [gpo] = value.gpos;
  assert.ok(gpo !== undefined);
  return childElements(gpo)
    .filter(({ local }) => local === 'Computer' || local === 'User')
    .flatMap((side) => extensionsOf(side, [gpo]));
}

describe('reading gpreport.xml', () => {
  it('takes the encoding from the bytes, whatever the declaration says', () => {
    const text = sampleReportXml();
    const forms: readonly Uint8Array[] = [
      sampleReport(),
      utf16(text.replace('utf-16', 'utf-8')),
      new TextEncoder().encode(text),
      new TextEncoder().encode(`\ufeff${text}`),
      new TextEncoder().encode(text.replace('utf-16', 'utf-8')),
    ];
    for (const bytes of forms) {
      const { value, problems } = readGpReport(bytes);
      assert.deepEqual(problems, []);
      assert.ok(value.kind === 'gpos');
      assert.equal(childText(value.root, 'Name'), 'Baseline <Servers> & "more"');
    }
  });

  it('tells extensions apart by namespace, not by prefix or local name', () => {
    const renamed = sampleReportXml().replaceAll('l:', 'zz:').replaceAll('xmlns:l=', 'xmlns:zz=');
    const namespaces = (xml: string): readonly string[] =>
      extensions(xml)
        .filter(({ type }) => type.local === 'RegistrySettings')
        .map(({ type }) => type.namespace.split('/Settings/')[1] ?? '');
    assert.deepEqual(namespaces(sampleReportXml()), ['Registry', 'Windows/Registry']);
    assert.deepEqual(namespaces(renamed), ['Registry', 'Windows/Registry']);
  });

  it('finds a type whose prefix is declared further out', () => {
    const xml = sampleReportXml()
      .replace('xmlns:g="http://www.microsoft.com/GroupPolicy/Settings/Scripts" ', '')
      .replace('<GPO ', '<GPO xmlns:g="http://www.microsoft.com/GroupPolicy/Settings/Scripts" ');
    const scripts = extensions(xml).find(({ name }) => name === 'Scripts');
    assert.equal(scripts?.type.namespace, 'http://www.microsoft.com/GroupPolicy/Settings/Scripts');
  });

  it('reads the combined file of Get-GPOReport -All', () => {
    const one = sampleReportXml().replace(/^<\?xml[^>]*\?>/, '');
    const { value } = readGpReport(new TextEncoder().encode(`<report>${one}${one}</report>`));
    assert.ok(value.kind === 'gpos');
    assert.equal(value.gpos.length, 2);
  });

  it('knows an RSoP and other XML', () => {
    const kind = (xml: string): string => readGpReport(new TextEncoder().encode(xml)).value.kind;
    assert.equal(kind('<Rsop xmlns="http://www.microsoft.com/GroupPolicy/Rsop"/>'), 'rsop');
    assert.equal(kind('<GPO xmlns="urn:else"/>'), 'other');
    assert.equal(kind(''), 'none');
    assert.equal(kind('no xml'), 'none');
  });

  it('reads the head of a large report alone', () => {
    const head = readGpReportHead(bigReport({ settings: 2000 }));
    assert.ok(head.kind === 'gpos');
    assert.equal(childText(head.root, 'Name'), 'Server hardening');
  });

  it('keeps what stands before damage and says where it is', () => {
    const cut = sampleReport().slice(0, 6000);
    const { value, problems } = readGpReport(cut);
    assert.ok(value.kind === 'gpos');
    assert.equal(childText(value.root, 'Name'), 'Baseline <Servers> & "more"');
    assert.equal(problems.length, 1);
    assert.ok((problems[0]?.place.line ?? 0) > 1);
  });

  it('refuses a DOCTYPE', () => {
    const xml = '<!DOCTYPE GPO [<!ENTITY a "aaaa">]><GPO>&a;</GPO>';
    const { problems } = readGpReport(new TextEncoder().encode(xml));
    assert.deepEqual(
      problems.map(({ code }) => code),
      ['xml-doctype-refused'],
    );
  });

  it('never throws on mutated bytes', () => {
    const original = new TextEncoder().encode(sampleReportXml());
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(original.length - 1), fc.nat(255)), { minLength: 1, maxLength: 8 }),
        fc.nat(original.length),
        (changes, length) => {
          const bytes = original.slice(0, length);
          for (const [at, byte] of changes) if (at < length) bytes[at] = byte;
          for (const { place, severity } of readGpReport(bytes).problems)
            assert.ok(severity === 'warning' || (place.line ?? 0) >= 1);
        },
      ),
      { numRuns: 60 },
    );
  });
});
