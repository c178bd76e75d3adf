import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { manifestNamespace, type BackupInstance } from '../../../../../src/core/formats/bkupInfo/backupInstance';
import { readManifest, writeManifest } from '../../../../../src/core/formats/manifest/manifest';
import { corpusFiles } from '../../../../fixtures/corpus';
import { grammarViolations, manifestGrammar } from '../backupXml/gpmcGrammar';
import { backupInstance } from '../bkupInfo/backupInstances';

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
const decode = (bytes: Uint8Array): string => new TextDecoder('utf-8', { fatal: true }).decode(bytes);
const instances = fc.array(backupInstance, { maxLength: 5 });

function read(bytes: Uint8Array): readonly BackupInstance[] {
  const { value, problems } = readManifest(bytes);
  assert.deepEqual(problems, []);
  return value;
}

describe('manifest.xml', () => {
  it('comes back through the model byte for byte, over real backup sets', () => {
    for (const { path, bytes } of corpusFiles(/^manifest\.xml$/i)) {
      const value = read(bytes);
      assert.ok(value.length > 0, path);
      assert.deepEqual(writeManifest(value), bytes, path);
      // The rarer form repeats the default namespace on each record.
      const usual = decode(bytes).replaceAll(`<BackupInst xmlns="${manifestNamespace}">`, '<BackupInst>');
      assert.equal(decode(writeManifest([...value])), usual, path);
      assert.deepEqual(grammarViolations(bytes, manifestGrammar), [], path);
    }
  });

  it('keeps every entry through write and read, in the grammar of real backup sets', () => {
    fc.assert(
      fc.property(instances, (value) => {
        const bytes = writeManifest(value);
        assert.deepEqual(grammarViolations(bytes, manifestGrammar), []);
        assert.deepEqual(read(bytes), value);
      }),
    );
  });

  it('says that a file is no manifest', () => {
    for (const text of ['', '<BackupInst/>', 'x']) {
      const { value, problems } = readManifest(encode(text));
      assert.deepEqual(value, []);
      assert.ok(problems.some(({ code }) => code === 'manifest-wrong-root'));
    }
  });

  it('gives the entries before the damage, and never throws', () => {
    const sample = fc.sample(backupInstance, { seed: 5, numRuns: 3 });
    const base = writeManifest(sample);
    const cut = base.slice(0, base.length - 40);
    const { value, problems } = readManifest(cut);
    assert.deepEqual(value.slice(0, 2), sample.slice(0, 2));
    assert.ok(problems.some(({ code }) => code === 'xml-invalid'));
    const change = fc.tuple(fc.nat({ max: base.length - 1 }), fc.nat({ max: 255 }));
    fc.assert(
      fc.property(fc.array(change, { maxLength: 4 }), fc.nat({ max: base.length }), (changes, length) => {
        const bytes = base.slice(0, length);
        for (const [index, byte] of changes) if (index < length) bytes[index] = byte;
        for (const { severity, place } of readManifest(bytes).problems)
          assert.ok(severity === 'warning' || place.line !== undefined);
      }),
    );
  });
});
