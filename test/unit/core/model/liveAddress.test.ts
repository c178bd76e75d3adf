import assert from 'node:assert/strict';
import fc from 'fast-check';
import { isDnsName, liveAddress, parseLiveAddress } from '../../../../src/core/model/liveAddress';

describe('the address of a live domain', () => {
  it('is the DNS name, and the controller where it is not the PDC emulator', () => {
    const dnsName = 'Contoso.COM';
    assert.equal(liveAddress({ dnsName, controller: { kind: 'pdc' } }), 'gpmc:contoso.com');
    assert.equal(liveAddress({ dnsName, controller: { kind: 'any' } }), 'gpmc:contoso.com?dc=any');
    const named = liveAddress({ dnsName, controller: { kind: 'named', name: 'DC1.contoso.com' } });
    assert.equal(named, 'gpmc:contoso.com?dc=dc1.contoso.com');
  });

  it('is read as it is written', () => {
    const label = fc.stringMatching(/^[a-z0-9][a-z0-9-]{0,8}$/);
    const name = fc.array(label, { minLength: 2, maxLength: 4 }).map((labels) => labels.join('.'));
    const controller = fc.oneof(
      fc.constantFrom({ kind: 'pdc' as const }, { kind: 'any' as const }),
      name.map((dc) => ({ kind: 'named' as const, name: dc })),
    );
    fc.assert(
      fc.property(name, controller, (dnsName, choice) => {
        const address = { dnsName, controller: choice };
        assert.deepEqual(parseLiveAddress(liveAddress(address)), address);
      }),
    );
  });

  it('is none with anything else in it', () => {
    for (const text of [
      'contoso.com',
      'snapshot:/contoso.com',
      'gpmc:',
      'gpmc:con toso.com',
      'gpmc:contoso.com?',
      'gpmc:contoso.com?dc=',
      'gpmc:contoso.com?dc=a b',
      'gpmc:contoso.com?x=y',
      'gpmc:contoso.com?dc=a?dc=b',
      'gpmc:\\\\server\\share',
      `gpmc:${'a'.repeat(64)}.com`,
      `gpmc:${'a.'.repeat(200)}com`,
    ])
      assert.equal(parseLiveAddress(text), undefined, text);
  });

  it('takes names with letters of any script', () => {
    assert.ok(isDnsName('größe.example'));
    assert.ok(!isDnsName('-a.com') && !isDnsName('a..com') && !isDnsName(''));
  });
});
