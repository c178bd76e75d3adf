import assert from 'node:assert/strict';
import { formatSddl } from '../../../../../src/core/formats/securityDescriptor/formatSddl';
import {
  backupDescriptor,
  gpoAces,
  newGpoDescriptor,
  withDaclOf,
} from '../../../../../src/core/formats/securityDescriptor/gpoDescriptor';
import { gpoPermissions } from '../../../../../src/core/formats/securityDescriptor/gpoPermissions';
import { parseSddl } from '../../../../../src/core/formats/securityDescriptor/parseSddl';
import type { Ace } from '../../../../../src/core/formats/securityDescriptor/securityDescriptor';
import { canonicalSid } from '../../../../../src/core/formats/securityDescriptor/sid';
import { corpusFiles } from '../../../../fixtures/corpus';
import { sid } from './anyDescriptor';

const apply = 'edacfd8f-ffb3-11d1-b41d-00a0c968f939';
const rows = (dacl: string): readonly string[] =>
  gpoPermissions(parseSddl(`D:${dacl}`).value).map(
    ({ sid: trustee, level, denied, inherited }) =>
      `${trustee} ${denied ? 'deny ' : ''}${level}${inherited ? ' inherited' : ''}`,
  );
const levels = (rights: string): readonly string[] =>
  gpoPermissions(parseSddl(`D:(A;;${rights};;;WD)`).value).map(({ level }) => level);

describe('permissions on a GPO', () => {
  it('are levels by trustee', () => {
    assert.deepEqual(levels('LCRPRC'), ['read']);
    assert.deepEqual(levels('LCRPLORC'), ['read']);
    assert.deepEqual(levels('GR'), ['read']);
    assert.deepEqual(levels('CCDCLCRPWPRC'), ['edit']);
    assert.deepEqual(levels('CCDCLCSWRPWPLORC'), ['edit']);
    assert.deepEqual(levels('CCDCLCSWRPWPDTLOSDRCWDWO'), ['edit-delete-modify-security']);
    assert.deepEqual(levels('CCDCLCSWRPWPDTLOCRSDRCWDWO'), ['edit-delete-modify-security', 'apply']);
    assert.deepEqual(levels('GA'), ['edit-delete-modify-security', 'apply']);
    assert.deepEqual(levels('CCLCSWRPWPLORCWDWO'), ['custom']);
    assert.deepEqual(levels('RP'), ['custom']);
    assert.deepEqual(levels('LCRPRCWP'), ['custom']);
    assert.deepEqual(levels(''), []);
  });

  it('take the entries of a trustee together', () => {
    assert.deepEqual(rows(`(OA;;CR;${apply};;AU)(A;;LCRP;;;AU)(A;;RC;;;AU)`), ['S-1-5-11 apply']);
    assert.deepEqual(rows(`(OA;;CR;${apply};;AU)`), ['S-1-5-11 custom']);
    assert.deepEqual(rows('(OA;;CR;;;AU)(A;;LCRPRC;;;AU)'), ['S-1-5-11 apply']);
    assert.deepEqual(rows('(OA;;WP;f30e3bbe-9ff0-11d1-b603-0000f80367c1;;AU)(A;;LCRPRC;;;AU)'), ['S-1-5-11 custom']);
  });

  it('show denies beside grants', () => {
    assert.deepEqual(rows(`(OD;;CR;${apply};;BG)(A;;LCRPRC;;;BG)`), ['S-1-5-32-546 deny apply', 'S-1-5-32-546 read']);
    assert.deepEqual(rows('(D;;LCRPRC;;;BG)'), ['S-1-5-32-546 deny read']);
    assert.deepEqual(rows('(D;;LCRPRCCR;;;BG)'), ['S-1-5-32-546 deny read', 'S-1-5-32-546 deny apply']);
    assert.deepEqual(rows('(D;;WP;;;BG)'), ['S-1-5-32-546 deny custom']);
  });

  it('leave out what only children inherit, and tell inherited entries', () => {
    assert.deepEqual(rows('(A;CIIO;GA;;;CO)(A;CIID;LCRPRC;;;WD)'), ['S-1-1-0 read inherited']);
    assert.deepEqual(rows('(A;CIID;LCRPRC;;;WD)(A;;LC;;;WD)'), ['S-1-1-0 read']);
    assert.deepEqual(rows('NO_ACCESS_CONTROL'), []);
  });

  it('are what their own entries give', () => {
    for (const level of ['read', 'apply', 'edit', 'edit-delete-modify-security'] as const)
      for (const denied of [false, true]) {
        const aces: readonly Ace[] = gpoAces(sid('S-1-5-11'), level, denied);
        const value = { ...parseSddl('D:').value, dacl: { revision: 4, aces, slack: new Uint8Array(0) } };
        assert.deepEqual(gpoPermissions(value), [{ sid: 'S-1-5-11', level, denied, inherited: false }]);
      }
  });

  it('are those of Windows on a new GPO', () => {
    const domain = sid('S-1-5-21-1-2-3');
    assert.equal(
      formatSddl(newGpoDescriptor(domain), { domain }),
      `O:DAG:DAD:PAI(OA;CI;CR;${apply};;AU)(A;;CCDCLCSWRPWPDTLOSDRCWDWO;;;DA)(A;CI;CCDCLCSWRPWPDTLOSDRCWDWO;;;DA)` +
        '(A;CI;CCDCLCSWRPWPDTLOSDRCWDWO;;;S-1-5-21-1-2-3-519)(A;CI;LCRPLORC;;;ED)(A;CI;LCRPLORC;;;AU)' +
        '(A;CI;CCDCLCSWRPWPDTLOSDRCWDWO;;;SY)(A;CIIO;CCDCLCSWRPWPDTLOSDRCWDWO;;;CO)S:AI',
    );
  });

  it('go into a backup and come back without owner, group and SACL', () => {
    const current = parseSddl('O:BAG:BAD:(A;;GA;;;BA)S:AI(AU;SA;GA;;;WD)').value;
    const backup = backupDescriptor(parseSddl('O:SYG:SYD:PAI(A;;GR;;;WD)S:PAI(AU;SA;GA;;;WD)').value);
    assert.deepEqual([backup.control.toString(16), backup.owner, backup.sacl], ['bc04', undefined, undefined]);
    assert.equal(formatSddl(withDaclOf(current, backup)), 'O:BAG:BAD:PAI(A;;GR;;;WD)S:AI(AU;SA;GA;;;WD)');
  });

  it('have audit entries in real reports that are all inherited: none is written with a GPO', () => {
    for (const { path, bytes } of corpusFiles(/^gpreport\.xml$/i)) {
      const report = new TextDecoder(bytes[0] === 0xff ? 'utf-16le' : 'utf-8').decode(bytes);
      const sacl = /<SDDL[^>]*>[^<]*?S:([^<]*)</.exec(report)?.[1] ?? '';
      for (const [, flags = ''] of sacl.matchAll(/\([A-Z]+;([A-Z]*);/g)) assert.match(flags, /ID/, path);
    }
  });

  it('agree with the reports of the corpus', () => {
    const names: Readonly<Record<string, string>> = {
      Read: 'read',
      'Apply Group Policy': 'apply',
      'Edit settings': 'edit',
      'Edit, delete, modify security': 'edit-delete-modify-security',
    };
    for (const { path, bytes } of corpusFiles(/^gpreport\.xml$/i)) {
      const report = new TextDecoder(bytes[0] === 0xff ? 'utf-16le' : 'utf-8').decode(bytes);
      const sddl = /<SDDL[^>]*>([^<]*)</.exec(report)?.[1] ?? '';
      const domain = canonicalSid(/S-1-5-21-\d+-\d+-\d+/.exec(sddl)?.[0] ?? '');
      const shown = [...report.matchAll(/<TrusteePermissions>(.*?)<\/TrusteePermissions>/gs)].flatMap(
        ([, row = '']) => {
          const trustee = canonicalSid(/<SID[^>]*>([^<]*)</.exec(row)?.[1] ?? '') ?? '';
          return [...row.matchAll(/<GPOGroupedAccessEnum>([^<]*)</g)].map(
            ([, name = '']) => `${trustee} ${names[name] ?? '?'}`,
          );
        },
      );
      // the report leaves out what fits no level
      const ours = gpoPermissions(parseSddl(sddl, { domain }).value)
        .filter(({ level }) => level !== 'custom')
        .map(({ sid: trustee, level }) => `${trustee} ${level}`);
      assert.deepEqual(ours.sort(), shown.sort(), path);
    }
  });
});
