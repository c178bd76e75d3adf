import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  newScriptsIni,
  readScriptsIni,
  rewriteScripts,
  writeScriptsIni,
  type ScriptsIni,
} from '../../../../../src/core/formats/scriptsIni/scriptsIni';
import { corpusFiles } from '../../../../fixtures/corpus';
import { fuzzedBytes } from '../text/fuzzedBytes';

const bytesOf = (text: string): Uint8Array => Uint8Array.from(Buffer.from(`\ufeff${text}`, 'utf16le'));
const textOf = (scripts: ScriptsIni): string => Buffer.from(writeScriptsIni(scripts)).toString('utf16le').slice(1);
const sample =
  '\r\n[logon]\r\n0CmdLine=\\\\srv\\share\\a.cmd\r\n0Parameters=""\\\\srv\\x"" ;1\r\n1Parameters=\r\n1CmdLine=b.ps1\r\n' +
  '[Other]\r\nkeep=me\r\n[ScriptsConfig]\r\nStartExecutePSFirst=TRUE\r\n';
const read = (text: string): ScriptsIni => readScriptsIni(bytesOf(text)).value;

describe('scripts.ini', () => {
  it('reads pairs in any order, and the order of PowerShell', () => {
    const { value, problems } = readScriptsIni(bytesOf(sample));
    assert.deepEqual(problems, []);
    assert.deepEqual(value.scripts, [
      { event: 'Logon', order: 0, command: '\\\\srv\\share\\a.cmd', parameters: '""\\\\srv\\x"" ;1' },
      { event: 'Logon', order: 1, command: 'b.ps1', parameters: '' },
    ]);
    assert.deepEqual(value.powerShellOrder, { start: true, end: undefined });
  });

  it('says where pairs or numbers are missing', () => {
    const { problems } = readScriptsIni(bytesOf('[Startup]\r\n0CmdLine=a\r\n2CmdLine=b\r\n2Parameters=\r\n'));
    assert.deepEqual(
      problems.map(({ code, place, params }) => [code, place.line, params]),
      [
        ['scripts-ini-pair-incomplete', 2, {}],
        ['scripts-ini-number-gap', undefined, { event: 'Startup', missing: 1 }],
      ],
    );
  });

  it('takes the first of repeated lines, and changes that one', () => {
    const scripts = read('[Logon]\r\n0CmdLine=a\r\n0CmdLine=b\r\n0Parameters=\r\n');
    assert.equal(scripts.scripts[0]?.command, 'a');
    const changed = rewriteScripts(scripts, (text) => (text === 'a' ? 'c' : undefined));
    assert.equal(textOf(changed), '[Logon]\r\n0CmdLine=c\r\n0CmdLine=b\r\n0Parameters=\r\n');
  });

  it('replaces one path and leaves every other byte', () => {
    const moved = rewriteScripts(read(sample), (text) => text.replace('\\\\srv\\', '\\\\new\\'));
    assert.equal(textOf(moved), sample.replaceAll('\\\\srv\\', '\\\\new\\'));
    assert.equal(textOf(rewriteScripts(read(sample), () => undefined)), sample);
  });

  it('adds and removes scripts and the order of PowerShell', () => {
    const scripts = read(sample);
    const fewer = {
      ...scripts,
      scripts: scripts.scripts.slice(0, 1),
      powerShellOrder: { start: undefined, end: false },
    };
    const lines = sample.split('\r\n').filter((line) => !/^1|StartExecute/.test(line));
    lines.splice(lines.indexOf('[ScriptsConfig]') + 1, 0, 'EndExecutePSFirst=false');
    assert.equal(textOf(fewer), lines.join('\r\n'));
    const none = { ...scripts, scripts: [] };
    assert.equal(textOf(none), '\r\n[Other]\r\nkeep=me\r\n[ScriptsConfig]\r\nStartExecutePSFirst=TRUE\r\n');
  });

  it('begins as Windows does', () => {
    const script = { event: 'Startup', order: 0, command: 'a.cmd', parameters: '' } as const;
    assert.equal(
      textOf({ ...newScriptsIni, scripts: [script] }),
      '\r\n[Startup]\r\n0CmdLine=a.cmd\r\n0Parameters=\r\n',
    );
  });

  it('never throws on mutated bytes and writes them back', () => {
    fc.assert(
      fc.property(fuzzedBytes([bytesOf(sample)]), (bytes) => {
        const { value } = readScriptsIni(bytes);
        assert.deepEqual(writeScriptsIni(value), bytes);
      }),
      { numRuns: 500 },
    );
  });

  it('gives the corpus back', () => {
    for (const { path, bytes } of corpusFiles(/^(ps)?scripts\.ini$/i)) {
      const { value, problems } = readScriptsIni(bytes);
      assert.deepEqual(problems, [], path);
      assert.ok(value.scripts.length > 0, path);
      assert.ok(Buffer.from(writeScriptsIni(value)).equals(bytes), path);
    }
  });
});
