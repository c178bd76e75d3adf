import assert from 'node:assert/strict';
import fc from 'fast-check';
import { isPolicyError } from '../../../../src/core/kernel/errors';
import { readSidecar } from '../../../../src/services/backups/readSidecar';
import { readUndoItem, readUndoRecord } from '../../../../src/services/undo/readUndoFiles';
import { MemoryFileStore } from '../../../fakes/memoryFileStore';

const bytesOf = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value));

const record = {
  version: 1,
  id: '{1}',
  address: 'snapshot:/a',
  domainName: 'contoso.com',
  time: '2026-01-01T00:00:00Z',
  began: 1767225600000,
  change: 'delete',
  subjects: ['A'],
  process: { pid: 1, startTime: 1, host: 'h' },
  state: 'ended',
};
const item = { subject: '{1}', name: 'A', state: 'ended', steps: [{ kind: 'delete-gpo', gpo: '{1}' }] };
const sidecar = {
  version: 1,
  domain: 'contoso.com',
  account: '',
  status: 'all-enabled',
  links: [{ somPath: 'DC=a', order: 1, enabled: true, enforced: false }],
  wmiFilter: { id: '{1}', name: 'W', queries: [{ namespace: 'root', query: 'select' }] },
};

describe('files of the way back', () => {
  it('are read as they were written', () => {
    assert.deepEqual(readUndoRecord(bytesOf(record), 'r'), record);
    assert.deepEqual(readUndoItem(bytesOf(item), 'i'), item);
  });

  const damaged: readonly (readonly [string, () => unknown])[] = [
    ['a record of another version', () => readUndoRecord(bytesOf({ ...record, version: 2 }), 'r')],
    ['a record without process', () => readUndoRecord(bytesOf({ ...record, process: 1 }), 'r')],
    ['a list', () => readUndoRecord(bytesOf([]), 'r')],
    ['an item with a step that nobody knows', () => readUndoItem(bytesOf({ ...item, steps: [{ kind: 'format-disk' }] }), 'i')],
    ['an item with the name of an inherited property as step', () => readUndoItem(bytesOf({ ...item, steps: [{ kind: 'constructor' }] }), 'i')],
    ['an item without steps', () => readUndoItem(bytesOf({ ...item, steps: undefined }), 'i')],
  ]; // prettier-ignore
  for (const [name, read] of damaged)
    it(`are refused with their path: ${name}`, () => {
      assert.throws(read, (error) => isPolicyError(error, 'undo-record-invalid'));
    });

  it('never fail in another way, whatever their bytes', () => {
    const files = new MemoryFileStore();
    fc.assert(
      fc.property(
        fc.constantFrom<unknown>(record, item, sidecar),
        fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 4 }),
        (value, changes) => {
          const bytes = bytesOf(value);
          for (const [at, byte] of changes) bytes[at % bytes.length] = byte;
          for (const read of [readUndoRecord, readUndoItem])
            try {
              read(bytes, 'p');
            } catch (error) {
              assert.ok(isPolicyError(error, 'undo-record-invalid'));
            }
          files.writeFile('/s', bytes);
          readSidecar(files, '/s');
        },
      ),
    );
  });
});

describe('the sidecar of a backup', () => {
  const read = (bytes: Uint8Array | undefined) => {
    const files = new MemoryFileStore();
    if (bytes !== undefined) files.writeFile('/s', bytes);
    return readSidecar(files, '/s');
  };

  it('is read as it was written', () => {
    assert.deepEqual(read(bytesOf(sidecar)), sidecar);
  });

  for (const [name, bytes] of [
    ['is missing', undefined],
    ['is no JSON', new TextEncoder().encode('{')],
    ['is of another version', bytesOf({ ...sidecar, version: 2 })],
    ['has a link without a place', bytesOf({ ...sidecar, links: [{}] })],
    ['has a filter without queries', bytesOf({ ...sidecar, wmiFilter: { id: '', name: '' } })],
  ] as const)
    it(`counts for nothing when it ${name}`, () => {
      assert.equal(read(bytes), undefined);
    });
});
