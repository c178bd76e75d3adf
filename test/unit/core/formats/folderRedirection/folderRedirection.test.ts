import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  newFdeploy,
  readFdeploy,
  rewriteFdeployTargets,
  writeFdeploy,
  type Fdeploy,
} from '../../../../../src/core/formats/folderRedirection/fdeploy';
import {
  newFdeploy1,
  readFdeploy1,
  rewriteRedirections,
  writeFdeploy1,
  type Fdeploy1,
} from '../../../../../src/core/formats/folderRedirection/fdeploy1';
import { corpusFiles } from '../../../../fixtures/corpus';
import { fuzzedBytes } from '../text/fuzzedBytes';

const bytesOf = (text: string): Uint8Array => Uint8Array.from(Buffer.from(`\ufeff${text}`, 'utf16le'));
const old =
  '\r\n     \r\n[FolderStatus]\r\nDesktop=31\r\nMy Pictures=2\r\n[Desktop]\r\ns-1-1-0=\\\\srv\\u$\\%USERNAME%\r\n[My Pictures]\r\n';
const oldText = (value: Fdeploy): string => Buffer.from(writeFdeploy(value)).toString('utf16le').slice(1);
const readOld = (text: string): Fdeploy => readFdeploy(bytesOf(text)).value;

const desktop = '{B4BFCC3A-DB2C-424C-B029-7FE99A87C641}';
const pictures = '{33E28130-4E1E-4676-835A-98395C3BC3BB}';
const group = 's-1-5-21-1-2-3-1104';
const current =
  `\r\n     \r\n[version]\r\nversion=100\r\n[Folder_Redirection]\r\n${desktop}=s-1-1-0;${group};\r\n${pictures}=s-1-1-0;\r\n` +
  `[${desktop}_s-1-1-0]\r\nFlags=9231\r\nFullPath=\\\\srv\\a\r\nExcludeFolders=${pictures};\r\n` +
  `[${desktop}_${group}]\r\nFlags=9231\r\nFullPath=\\\\srv\\b\r\n` +
  `[${pictures}_s-1-1-0]\r\nFlags=8002\r\nRelativePath=My Pictures\r\nParentFolder=${desktop}\r\n`;
const text = (value: Fdeploy1): string => Buffer.from(writeFdeploy1(value)).toString('utf16le').slice(1);
const read = (content: string): Fdeploy1 => readFdeploy1(bytesOf(content)).value;

describe('fdeploy.ini', () => {
  it('reads flags and targets', () => {
    const { value, problems } = readFdeploy(bytesOf(old));
    assert.deepEqual(problems, []);
    assert.deepEqual(value.folders, [
      { name: 'Desktop', status: 0x31, targets: [{ sid: 's-1-1-0', path: '\\\\srv\\u$\\%USERNAME%' }] },
      { name: 'My Pictures', status: 2, targets: [] },
    ]);
  });

  it('says which flags are none', () => {
    const { problems } = readFdeploy(bytesOf(old.replace('=31', '=xyz')));
    assert.deepEqual(
      problems.map(({ code, place }) => [code, place.line]),
      [['fdeploy-status-invalid', 4]],
    );
  });

  it('replaces SIDs and paths and leaves every other byte', () => {
    const path = rewriteFdeployTargets(readOld(old), (target) => ({ ...target, path: '\\\\new\\p' }));
    assert.equal(oldText(path), old.replace('\\\\srv\\u$\\%USERNAME%', '\\\\new\\p'));
    const sid = rewriteFdeployTargets(readOld(old), (target) => ({ ...target, sid: 'S-1-5-11' }));
    assert.equal(readFdeploy(writeFdeploy(sid)).value.folders[0]?.targets[0]?.sid, 'S-1-5-11');
    assert.equal(oldText(sid), old.replace('s-1-1-0=', 'S-1-5-11='));
    assert.equal(oldText(rewriteFdeployTargets(readOld(old), () => undefined)), old);
    const two = old.replace('s-1-1-0', 's-1-5-32-545=q\r\ns-1-1-0');
    const first = rewriteFdeployTargets(readOld(two), (target) =>
      target.path === 'q' ? { sid: 's-1-5-11', path: 'r' } : undefined,
    );
    assert.equal(oldText(first), two.replace('s-1-5-32-545=q', 's-1-5-11=r'));
  });

  it('begins as Windows does', () => {
    const folders = [{ name: 'Desktop', status: 0x31, targets: [{ sid: 's-1-1-0', path: 'p' }] }];
    assert.equal(
      oldText({ ...newFdeploy, folders }),
      '\r\n     \r\n[FolderStatus]\r\nDesktop=31\r\n[Desktop]\r\ns-1-1-0=p\r\n',
    );
  });
});

describe('fdeploy1.ini', () => {
  it('reads the index and the sections it names', () => {
    const { value, problems } = readFdeploy1(bytesOf(current));
    assert.deepEqual(problems, []);
    assert.equal(value.version, '100');
    assert.deepEqual(value.redirections[0], {
      folder: desktop,
      sid: 's-1-1-0',
      flags: 0x9231,
      fullPath: '\\\\srv\\a',
      relativePath: undefined,
      parentFolder: undefined,
      excludeFolders: [pictures],
    });
    assert.deepEqual(
      value.redirections.map(({ sid, parentFolder }) => [sid, parentFolder]),
      [
        ['s-1-1-0', undefined],
        [group, undefined],
        ['s-1-1-0', desktop],
      ],
    );
  });

  it('says where index and sections differ', () => {
    const broken = current.replace(`[${desktop}_${group}]`, `[${desktop}_s-1-5-7]`);
    const { problems } = readFdeploy1(bytesOf(broken));
    assert.deepEqual(
      problems.map(({ code, place }) => [code, place.line]),
      [
        ['fdeploy1-section-missing', 6],
        ['fdeploy1-not-indexed', 12],
      ],
    );
  });

  it('replaces a SID in index and section, a path in its line, and leaves every other byte', () => {
    const moved = rewriteRedirections(read(current), (item) =>
      item.sid === group ? { ...item, sid: 's-1-5-21-7-8-9-5', fullPath: '\\\\new\\b' } : undefined,
    );
    assert.equal(text(moved), current.replaceAll(group, 's-1-5-21-7-8-9-5').replace('\\\\srv\\b', '\\\\new\\b'));
    assert.equal(text(rewriteRedirections(read(current), () => undefined)), current);
  });

  it('removes and adds redirections with their sections', () => {
    const fewer = rewriteRedirections(read(current), (item) => (item.sid === group ? 'remove' : undefined));
    const section = `[${desktop}_${group}]\r\nFlags=9231\r\nFullPath=\\\\srv\\b\r\n`;
    assert.equal(text(fewer), current.replace(`${group};`, '').replace(section, ''));
    const again = readFdeploy1(bytesOf(current)).value.redirections;
    const made = { ...newFdeploy1, redirections: again };
    assert.equal(text(made), current);
  });

  it('never throws on mutated bytes and writes them back', () => {
    fc.assert(
      fc.property(fuzzedBytes([bytesOf(current), bytesOf(old)]), (bytes) => {
        assert.deepEqual(writeFdeploy1(readFdeploy1(bytes).value), bytes);
        assert.deepEqual(writeFdeploy(readFdeploy(bytes).value), bytes);
      }),
      { numRuns: 500 },
    );
  });

  it('gives the corpus back', () => {
    for (const { path, bytes } of corpusFiles(/^fdeploy1\.ini$/i)) {
      const { value, problems } = readFdeploy1(bytes);
      assert.deepEqual(problems, [], path);
      assert.ok(Buffer.from(writeFdeploy1(value)).equals(bytes), path);
      assert.ok(Buffer.from(writeFdeploy1({ ...newFdeploy1, redirections: value.redirections })).equals(bytes), path);
    }
    for (const { path, bytes } of corpusFiles(/^fdeploy\.ini$/i)) {
      const { value, problems } = readFdeploy(bytes);
      assert.deepEqual(problems, [], path);
      assert.ok(Buffer.from(writeFdeploy(value)).equals(bytes), path);
    }
  });
});
