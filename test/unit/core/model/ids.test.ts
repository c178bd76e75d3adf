import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import {
  isDefaultGpo,
  parseDomainAddress,
  parseGpoId,
  parseGuid,
  parseSid,
  snapshotAddress,
} from '../../../../src/core/model/ids';

describe('ids', () => {
  it('reads a GUID in every form that occurs, and gives one form', () => {
    fc.assert(
      fc.property(fc.uuid(), fc.boolean(), fc.boolean(), (uuid, upper, braces) => {
        const cased = upper ? uuid.toUpperCase() : uuid;
        assert.equal(parseGuid(braces ? `{${cased}}` : cased), `{${uuid.toUpperCase()}}`);
      }),
    );
  });

  it('reads nothing else as a GUID', () => {
    for (const text of [
      '',
      '{}',
      'Default Domain Policy',
      '{31B2F340-016D-11D2-945F-00C04FB984F9}x',
      '31B2F340016D11D2945F00C04FB984F9',
    ])
      assert.equal(parseGuid(text), undefined);
  });

  it('knows the default GPOs in any case', () => {
    const id = parseGpoId('{31b2f340-016d-11d2-945f-00c04fb984f9}');
    assert.ok(id !== undefined && isDefaultGpo(id));
  });

  it('reads SIDs in any case and nothing else', () => {
    assert.equal(parseSid('s-1-1-0'), 'S-1-1-0');
    assert.equal(parseSid('S-1-5-21-1-2-3-512'), 'S-1-5-21-1-2-3-512');
    for (const text of ['', 'S-1', 'S-2-5', '*S-1-5-32-544', 'Administrators']) assert.equal(parseSid(text), undefined);
  });

  it('takes an address apart as it was put together', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (folder) => {
        const address = snapshotAddress(folder);
        assert.deepEqual(parseDomainAddress(address), { address, kind: 'snapshot', location: folder });
      }),
    );
    assert.equal(parseDomainAddress('C:\\snapshots\\contoso'), undefined);
  });
});
