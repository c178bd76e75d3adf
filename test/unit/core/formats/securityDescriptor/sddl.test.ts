import assert from 'node:assert/strict';
import { dirname, join } from 'node:path';
import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { formatSddl } from '../../../../../src/core/formats/securityDescriptor/formatSddl';
import { parseSddl } from '../../../../../src/core/formats/securityDescriptor/parseSddl';
import { rewriteSddlSids, sddlSids } from '../../../../../src/core/formats/securityDescriptor/rewriteSddl';
import type { SecurityDescriptor } from '../../../../../src/core/formats/securityDescriptor/securityDescriptor';
import { securityDescriptorFromHex } from '../../../../../src/core/formats/securityDescriptor/securityDescriptorHex';
import { canonicalSid } from '../../../../../src/core/formats/securityDescriptor/sid';
import { backupDescriptor } from '../../../../../src/core/formats/securityDescriptor/gpoDescriptor';
import { securityDescriptorToHex } from '../../../../../src/core/formats/securityDescriptor/securityDescriptorHex';
import { corpusFiles } from '../../../../fixtures/corpus';
import { anyDescriptor, sid } from './anyDescriptor';

const domain = sid('S-1-5-21-1-2-3');
const domains = { domain };
const newGpo =
  'O:DAG:DAD:PAI(OA;CI;CR;edacfd8f-ffb3-11d1-b41d-00a0c968f939;;AU)(A;;CCDCLCSWRPWPDTLOSDRCWDWO;;;DA)' +
  '(A;CI;CCDCLCSWRPWPDTLOSDRCWDWO;;;S-1-5-21-9-9-9-519)(A;CIIO;LCRPLORC;;;CO)(D;;GA;;;BG)' +
  'S:AI(OU;CIIOIDSA;WP;f30e3bbe-9ff0-11d1-b603-0000f80367c1;bf967aa5-0de6-11d0-a285-00aa003049e2;WD)(AU;SAFA;WPWD;;;WD)';
const codes = (text: string, given = domains): readonly (readonly [string, number | undefined])[] =>
  parseSddl(text, given).problems.map(({ code, place }) => [code, place.offset]);
const format = (text: string): string => formatSddl(parseSddl(text, domains).value, domains);

/** Anonymised reports pad the numbers of SIDs with zeros. */
const withoutPadding = (sddl: string): string => sddl.replace(/S-1-5-21-[\d-]+/g, (text) => canonicalSid(text) ?? text);

describe('SDDL', () => {
  it('is written as it was read in the form of Windows', () => {
    for (const text of [
      newGpo,
      'O:BAG:BAD:(A;;RC;;;BA)',
      'D:NO_ACCESS_CONTROL',
      'D:P',
      'S:(ML;;NW;;;LW)',
      'D:AR(A;OICI;FA;;;SY)(A;;0x1200a9;;;BU)',
      '',
    ]) {
      assert.deepEqual(codes(text), [], text);
      assert.equal(format(text), text);
    }
  });

  it('reads names, numbers, case and order freely', () => {
    assert.equal(format('d:(a;ci;0x20094;;;au) g:ba o:s-1-5-32-544'), 'O:BAG:BAD:(A;CI;LCRPLORC;;;AU)');
    assert.equal(format('D:(A;;131092;;;S-1-5-21-1-2-3-512)'), 'D:(A;;LCRPRC;;;DA)');
    assert.equal(format('D:(A;;KX;;;WD)'), 'D:(A;;KR;;;WD)');
  });

  it('needs a domain for names that belong to one', () => {
    assert.deepEqual(codes('O:DAD:(A;;GA;;;EA)(A;;GR;;;WD)', { domain }), [['sddl-sid-needs-domain', 15]]);
    const { value } = parseSddl('O:DAD:(A;;GA;;;EA)(A;;GR;;;WD)', {
      domain,
      rootDomain: sid('S-1-5-21-9-9-9'),
    });
    assert.equal(value.owner, 'S-1-5-21-1-2-3-512');
    assert.equal(
      value.dacl === 'null' ? '' : value.dacl?.aces.map((ace) => (ace.kind === 'raw' ? '' : ace.sid))[0],
      'S-1-5-21-9-9-9-519',
    );
    assert.equal(formatSddl(value), 'O:S-1-5-21-1-2-3-512D:(A;;GA;;;S-1-5-21-9-9-9-519)(A;;GR;;;WD)');
  });

  it('leaves out what it cannot read, says where, and keeps the rest', () => {
    const cases: readonly (readonly [string, string, number])[] = [
      ['(Q;;GA;;;WD)', 'sddl-ace-invalid', 12],
      ['(A;;QQ;;;WD)', 'sddl-ace-invalid', 12],
      ['(A;Z;GA;;;WD)', 'sddl-ace-invalid', 12],
      ['(A;;GA;;;)', 'sddl-sid-invalid', 21],
      ['(A;;GA;x;;WD)', 'sddl-ace-invalid', 12],
      ['(OA;;GA;nonsense;;WD)', 'sddl-ace-invalid', 12],
      ['(XA;;GA;;;WD;(@User.x == "a)(;"))', 'sddl-condition-unsupported', 12],
      ['(A;;GA)', 'sddl-ace-invalid', 12],
    ];
    for (const [ace, code, offset] of cases) {
      const text = `D:(A;;;;;SY)${ace}(A;;GR;;;WD)`;
      assert.deepEqual(codes(text), [[code, offset]], ace);
      assert.equal(format(text), 'D:(A;;;;;SY)(A;;GR;;;WD)', ace);
    }
    assert.deepEqual(codes('D:(A;;GA;;;WD'), [['sddl-ace-invalid', 2]]);
    assert.deepEqual(codes('D:(A;;GA;;;WD) junk S:'), [['sddl-stray-text', 15]]);
  });

  it('carries every entry of any descriptor there and back, unknown ones too', () => {
    fc.assert(
      fc.property(anyDescriptor, (value) => {
        const { value: again, problems } = parseSddl(formatSddl(value, domains), domains);
        assert.deepEqual(problems, []);
        const aces = ({ dacl }: SecurityDescriptor): unknown => (dacl === 'null' ? dacl : dacl?.aces);
        assert.deepEqual(aces(again), aces(value));
        assert.deepEqual([again.owner, again.group], [value.owner, value.group]);
        const daclControl = value.dacl === undefined ? 0 : value.control & 0x1500;
        assert.equal(again.control & 0x1500, daclControl);
        assert.equal(formatSddl(again, domains), formatSddl(value, domains));
      }),
      { numRuns: 1000 },
    );
  });

  it('never throws', () => {
    const pieces = [
      'O:',
      'G:',
      'D:',
      'S:',
      '(',
      ')',
      ';',
      'A',
      'OA',
      'BA',
      'P',
      'AI',
      '"',
      'S-1-5-18',
      ' ',
      '0x12',
      'x',
    ];
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.constantFrom(...pieces), fc.string({ maxLength: 3 }))), (parts) => {
        const text = parts.join('');
        for (const { place } of parseSddl(text).problems) assert.ok((place.offset ?? -1) <= text.length);
        assert.equal(
          rewriteSddlSids(text, () => undefined),
          text,
        );
      }),
      { numRuns: 1000 },
    );
  });

  it('replaces SIDs and leaves every other character', () => {
    const text = 'O:DA G:SY D:PAI( A;CI;0x1;;;S-1-5-18)(D;;GA;;; WD )S:(AU;SA;GA;;;S-1-5-18)';
    const replaced = rewriteSddlSids(
      text,
      (place) => (place.sid === 'S-1-5-18' ? sid('S-1-5-19') : undefined),
      domains,
    );
    assert.equal(replaced, text.replace('G:SY', 'G:S-1-5-19').replaceAll('S-1-5-18', 'S-1-5-19'));
    const removed = rewriteSddlSids(text, () => 'remove', domains);
    assert.equal(removed, 'O:DA G:SY D:PAIS:');
    assert.deepEqual(
      sddlSids(text, domains).map((place) => `${place.role} ${place.sid}`),
      ['owner S-1-5-21-1-2-3-512', 'group S-1-5-18', 'trustee S-1-5-18', 'trustee S-1-1-0', 'trustee S-1-5-18'],
    );
  });

  it('agrees with the reports of the corpus on the descriptors of their backups', () => {
    for (const { path, bytes } of corpusFiles(/^gpreport\.xml$/i)) {
      const report = new TextDecoder(bytes[0] === 0xff ? 'utf-16le' : 'utf-8').decode(bytes);
      const sddl = withoutPadding(/<SDDL[^>]*>([^<]*)</.exec(report)?.[1] ?? '');
      const backup = ['Backup.xml', 'backup.xml'].map((name) => join(dirname(path), name)).find(existsSync) ?? '';
      const hex = /<SecurityDescriptor>([0-9a-f ]+)</.exec(readFileSync(backup, 'utf8'))?.[1] ?? '';
      const own = canonicalSid(/S-1-5-21-\d+-\d+-\d+/.exec(sddl)?.[0] ?? '');
      assert.equal(parseSddl(sddl, { domain: own }).problems.length, 0, path);
      assert.equal(formatSddl(parseSddl(sddl, { domain: own }).value, { domain: own }), sddl, path);
      if (hex.length <= 23) continue;
      const inBackup = formatSddl(securityDescriptorFromHex(hex).value, { domain: own });
      const dacl = sddl.slice(sddl.indexOf('D:'), sddl.lastIndexOf('S:'));
      assert.equal(inBackup.slice(0, inBackup.lastIndexOf('S:')), dacl, path);
      // the report's SDDL holds all that the backup's descriptor does
      assert.equal(securityDescriptorToHex(backupDescriptor(parseSddl(sddl, { domain: own }).value)), hex, path);
    }
  });
});
