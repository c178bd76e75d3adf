import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { manifestNamespace, type BackupInstance } from '../../../../../src/core/formats/bkupInfo/backupInstance';
import { readBkupInfo, writeBkupInfo } from '../../../../../src/core/formats/bkupInfo/bkupInfo';
import { corpusFiles } from '../../../../fixtures/corpus';
import { withWindowsLineEnds } from '../backupXml/windowsLineEnds';
import { bkupInfoGrammar, grammarViolations } from '../backupXml/gpmcGrammar';
import { backupInstance } from './backupInstances';

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
const decode = (bytes: Uint8Array): string => new TextDecoder('utf-8', { fatal: true }).decode(bytes);

function read(bytes: Uint8Array): BackupInstance {
  const { value, problems } = readBkupInfo(bytes);
  assert.deepEqual(problems, []);
  assert.ok(value !== undefined);
  return value;
}

describe('bkupInfo.xml', () => {
  it('comes back through the model byte for byte, over real backups', () => {
    for (const { path, bytes } of corpusFiles(/^bkupInfo\.xml$/i)) {
      const value = read(bytes);
      assert.deepEqual(writeBkupInfo(value), bytes, path);
      assert.equal(decode(writeBkupInfo({ ...value })), decode(withWindowsLineEnds(bytes)), path);
      assert.deepEqual(grammarViolations(bytes, bkupInfoGrammar), [], path);
    }
  });

  it('keeps every field through write and read, in the grammar of real backups', () => {
    fc.assert(
      fc.property(backupInstance, (instance) => {
        const bytes = writeBkupInfo(instance);
        assert.deepEqual(grammarViolations(bytes, bkupInfoGrammar), []);
        assert.deepEqual(read(bytes), instance);
      }),
    );
  });

  it('reads the indented form of other producers, with and without CDATA', () => {
    const value = read(
      encode(`<?xml version="1.0" encoding="utf-8"?>
<BackupInst xmlns="${manifestNamespace}">
  <GPOGuid>
    <![CDATA[{G}]]>
  </GPOGuid>
  <GPODomain>contoso.test</GPODomain><GPODomainGuid/><GPODomainController />
  <BackupTime>2024-01-02T03:04:05</BackupTime>
  <ID>{I}</ID>
  <Comment><![CDATA[ two
lines ]]></Comment>
  <GPODisplayName>
    A name
  </GPODisplayName>
</BackupInst>`),
    );
    assert.deepEqual(value, {
      gpoGuid: '{G}',
      gpoDomain: 'contoso.test',
      gpoDomainGuid: '',
      gpoDomainController: '',
      backupTime: '2024-01-02T03:04:05',
      id: '{I}',
      comment: ' two\nlines ',
      gpoDisplayName: 'A name',
    });
  });

  it('says what is missing and what it cannot hold, with its place', () => {
    const { value, problems } = readBkupInfo(encode('<BackupInst><ID>{I}</ID>\n<New/></BackupInst>'));
    assert.equal(value?.id, '{I}');
    const codes = problems.map(
      ({ code, severity, params }) => `${severity} ${code} ${'element' in params ? params.element : ''}`,
    );
    assert.ok(codes.includes('error backup-instance-missing GPOGuid'));
    assert.ok(codes.includes('warning backup-instance-missing Comment'));
    assert.ok(codes.includes('warning backup-instance-unknown-element New'));
    assert.deepEqual(problems.at(-1)?.place, { line: 2, column: 1 });
  });

  it('never throws, whatever the bytes', () => {
    const base = writeBkupInfo(fc.sample(backupInstance, { seed: 3, numRuns: 1 })[0] ?? assert.fail());
    const change = fc.tuple(fc.nat({ max: base.length - 1 }), fc.nat({ max: 255 }));
    fc.assert(
      fc.property(fc.array(change, { maxLength: 4 }), fc.nat({ max: base.length }), (changes, length) => {
        const bytes = base.slice(0, length);
        for (const [index, byte] of changes) if (index < length) bytes[index] = byte;
        const { value, problems } = readBkupInfo(bytes);
        assert.ok(value !== undefined || problems.some(({ code }) => code === 'bkup-info-wrong-root'));
        for (const { severity, place } of problems) assert.ok(severity === 'warning' || place.line !== undefined);
      }),
    );
  });
});
