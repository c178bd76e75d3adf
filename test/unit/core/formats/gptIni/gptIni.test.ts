import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  newGptIni,
  nextSideVersion,
  packVersion,
  readGptIni,
  readGptIniVersions,
  unpackVersion,
  writeGptIni,
} from '../../../../../src/core/formats/gptIni/gptIni';
import { fuzzedBytes } from '../text/fuzzedBytes';

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const textOf = (bytes: Uint8Array): string => new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
const codes = (text: string): readonly string[] => readGptIni(bytesOf(text)).problems.map(({ code }) => code);

describe('gpt.ini', () => {
  it('holds the versions of both sides, whatever the case', () => {
    const { value, problems } = readGptIni(bytesOf('[general]\nDISPLAYNAME=x\nVERSION = 196615\n'));
    assert.deepEqual([value.user, value.computer, value.hasVersion, problems], [3, 7, true, []]);
  });

  it('counts a missing version as 0 and adds one where it belongs', () => {
    const { value, problems } = readGptIni(bytesOf('[General]\r\ndisplayName=x\r\n[Other]\r\nVersion=9\r\n'));
    assert.deepEqual([value.user, value.computer, value.hasVersion], [0, 0, false]);
    assert.deepEqual(
      problems.map(({ code }) => code),
      ['gpt-ini-no-version'],
    );
    assert.equal(
      textOf(writeGptIni({ ...value, computer: 2 })),
      '[General]\r\ndisplayName=x\r\nVersion=2\r\n[Other]\r\nVersion=9\r\n',
    );
    assert.equal(
      textOf(writeGptIni({ ...readGptIni(new Uint8Array(0)).value, user: 1 })),
      '[General]\r\nVersion=65536\r\n',
    );
  });

  it('reports a mark and a version that is no number', () => {
    assert.deepEqual(codes('\ufeff[General]\r\nVersion=1\r\n'), ['gpt-ini-byte-order-mark']);
    assert.deepEqual(codes('[General]\r\nVersion=x\r\n'), ['gpt-ini-version-invalid']);
    assert.deepEqual(codes('[General]\r\nVersion=4294967296\r\n'), ['gpt-ini-version-invalid']);
    assert.deepEqual(codes('[General]\r\nVersion=4294967295\r\n'), []);
  });

  it('changes the number only', () => {
    const text = '\ufeff; c\n[General]\ngPCMachineExtensionNames=[{x}]\r\nversion = 0065537 \nrest';
    const { value } = readGptIni(bytesOf(text));
    assert.equal(textOf(writeGptIni(value)), text);
    assert.equal(textOf(writeGptIni({ ...value, user: 2 })), text.replace('0065537', '131073'));
  });

  it('begins as Windows does', () => {
    const text = '[General]\r\nVersion=65538\r\ndisplayName=New Group Policy Object\r\n';
    assert.equal(textOf(writeGptIni({ ...newGptIni, computer: 2, user: 1 })), text);
  });

  it('packs any two versions', () => {
    const half = fc.integer({ min: 0, max: 0xffff });
    fc.assert(
      fc.property(half, half, (computer, user) => {
        assert.deepEqual(unpackVersion(packVersion(computer, user)), { computer, user });
        const { value } = readGptIni(writeGptIni({ ...newGptIni, computer, user }));
        assert.deepEqual([value.computer, value.user], [computer, user]);
      }),
    );
    assert.deepEqual([nextSideVersion(0), nextSideVersion(0xfffe), nextSideVersion(0xffff)], [1, 0xffff, 1]);
  });

  it('never throws on mutated bytes and writes them back', () => {
    const seeds = [
      writeGptIni({ ...newGptIni, computer: 3, user: 1 }),
      bytesOf('[General]\nVersion=131073'),
      bytesOf('\ufeff[General]\nVersion=99999999999999999999\n'),
    ];
    fc.assert(
      fc.property(fuzzedBytes(seeds), (bytes) => {
        const { value } = readGptIni(bytes);
        assert.deepEqual(writeGptIni(value), bytes);
        const { computer, user } = readGptIniVersions(bytes);
        assert.deepEqual([computer, user], [value.computer, value.user]);
      }),
      { numRuns: 500 },
    );
  });
});
