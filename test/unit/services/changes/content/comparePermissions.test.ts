import assert from 'node:assert/strict';
import { parseSid } from '../../../../../src/core/model/ids';
import { comparePermissions, descriptorOfSddl } from '../../../../../src/services/changes/content/comparePermissions';

const sid = parseSid('S-1-5-21-1-2-3');
assert.ok(sid);
const domain = { sid };
const names = new Map([[`${sid}-512`, 'CONTOSO\\Domain Admins']]);

const read = 'LCRPLORC';
const apply = 'edacfd8f-ffb3-11d1-b41d-00a0c968f939';
const admins = '(A;CI;CCDCLCSWRPWPDTLOSDRCWDWO;;;DA)';
const usersApply = `(OA;CI;CR;${apply};;AU)(A;CI;${read};;;AU)`;
const computersRead = `(A;CI;${read};;;DC)`;

function compare(before: string | undefined, after: string) {
  const descriptor = (text: string) => descriptorOfSddl(`O:DAG:DAD:PAI${text}`, domain);
  const result = comparePermissions(
    before === undefined ? undefined : descriptor(before),
    descriptor(after),
    domain,
    names,
  );
  return {
    rows: result.permissions.map(({ change, trustee, level, denied }) =>
      [change, trustee, level, ...(denied ? ['denied'] : [])].join(' '),
    ),
    codes: result.warnings.map(({ code }) => code),
  };
}

describe('permissions of a plan', () => {
  it('are equal for equal descriptors', () => {
    assert.deepEqual(compare(admins + usersApply, usersApply + admins), { rows: [], codes: [] });
  });

  it('are all new for a GPO that is not there', () => {
    assert.deepEqual(compare(undefined, admins + usersApply), {
      rows: [
        'added CONTOSO\\Domain Admins edit-delete-modify-security',
        'added NT AUTHORITY\\Authenticated Users apply',
      ],
      codes: [],
    });
  });

  it('warn when Authenticated Users lose Read, and that nothing applies then', () => {
    assert.deepEqual(compare(admins + usersApply, admins), {
      rows: ['removed NT AUTHORITY\\Authenticated Users apply'],
      codes: ['authenticated-users-lose-read', 'computers-cannot-read'],
    });
  });

  it('do not warn that nothing applies while Domain Computers can read', () => {
    assert.deepEqual(compare(admins + usersApply, admins + computersRead).codes, ['authenticated-users-lose-read']);
  });

  it('warn when Domain Computers lose Read', () => {
    assert.deepEqual(compare(admins + usersApply + computersRead, admins + usersApply).codes, [
      'domain-computers-lose-read',
    ]);
  });

  it('take a deny of Read for no Read, and a deny of Apply for none of that', () => {
    assert.ok(compare(undefined, `(D;CI;${read};;;AU)${usersApply}`).codes.includes('computers-cannot-read'));
    assert.ok(!compare(undefined, `(OD;CI;CR;${apply};;AU)${usersApply}`).codes.includes('computers-cannot-read'));
  });

  it('show a deny as one', () => {
    assert.deepEqual(compare(admins + usersApply, `(OD;CI;CR;${apply};;DU)${admins}${usersApply}`).rows, [
      `added ${domain.sid}-513 apply denied`,
    ]);
  });

  it('name SIDs that nobody can resolve, but no well-known ones', () => {
    const result = compare(undefined, `(A;CI;${read};;;S-1-5-21-9-9-9-1105)${usersApply}${admins}(A;CI;${read};;;ED)`);
    assert.deepEqual(result.codes, ['sid-unresolved']);
  });
});
