import assert from 'node:assert/strict';
import { allAtOnce } from '../../../../../src/core/kernel/steps';
import { newInf, writeInf } from '../../../../../src/core/formats/inf/readInf';
import { registryDword, registryText } from '../../../../../src/core/formats/registryPol/values';
import type { PolRecord } from '../../../../../src/core/formats/registryPol/polRecord';
import { writeRegistryPol } from '../../../../../src/core/formats/registryPol/registryPol';
import { changedFiles, fileChange } from '../../../../../src/services/changes/content/compareFiles';
import { changedSettings } from '../../../../../src/services/changes/content/compareSettings';
import { extensionOfPath } from '../../../../../src/services/changes/content/extensionOfPath';
import type { ContentFile } from '../../../../../src/services/changes/content/gpoContent';
import { MemoryFileStore } from '../../../../fakes/memoryFileStore';

type Files = Readonly<Record<string, Uint8Array>>;

function compare(before: Files, after: Files) {
  const files = new MemoryFileStore();
  const put = (root: string, contents: Files): ReadonlyMap<string, ContentFile> =>
    new Map(
      Object.entries(contents).map(([path, bytes]) => {
        const source = files.join(root, path);
        files.makeFolder(files.dirname(source));
        files.writeFile(source, bytes);
        return [path.toLowerCase(), { path, size: bytes.length, source }];
      }),
    );
  const changed = allAtOnce(changedFiles(files, put('/before', before), put('/after', after)));
  const { settings, warnings } = changedSettings(files, changed);
  return {
    files: changed.map(fileChange).map(({ path, change }) => `${change} ${path}`),
    settings: settings.map((setting) =>
      [setting.change, setting.side, setting.extension, setting.name, setting.before, setting.after].join('|'),
    ),
    warnings: warnings.map(({ code }) => code),
  };
}

const pol = (...records: PolRecord[]): Uint8Array => writeRegistryPol({ records, damage: [], hasHeader: true });
const dword = (valueName: string, value: number): PolRecord => ({
  key: 'Software\\Policies\\X',
  valueName,
  type: 4,
  data: registryDword(value),
});
const text = (valueName: string, value: string): PolRecord => ({
  key: 'Software\\Policies\\X',
  valueName,
  type: 1,
  data: registryText(value),
});
const inf = (...lines: string[]): Uint8Array => writeInf(newInf(lines));

describe('files and settings of a plan', () => {
  it('are none for equal content, whatever the case of the paths', () => {
    assert.deepEqual(compare({ 'Machine/Registry.pol': pol(dword('A', 1)) }, { 'machine/registry.pol': pol(dword('A', 1)) }), {
      files: [],
      settings: [],
      warnings: [],
    }); // prettier-ignore
  });

  it('are registry values by key and name without case, in any order', () => {
    const before = { 'User/registry.pol': pol(dword('A', 1), text('B', 'x'), dword('Same', 1)) };
    const after = { 'User/registry.pol': pol(dword('SAME', 1), text('b', 'y'), dword('C', 2)) };
    assert.deepEqual(compare(before, after).settings, [
      'removed|user|Registry|Software\\Policies\\X\\A|REG_DWORD: 1|',
      'changed|user|Registry|Software\\Policies\\X\\b|REG_SZ: x|REG_SZ: y',
      'added|user|Registry|Software\\Policies\\X\\C||REG_DWORD: 2',
    ]);
  });

  it('tell a number from a text that looks the same', () => {
    const result = compare(
      { 'Machine/registry.pol': pol(dword('A', 1)) },
      { 'Machine/registry.pol': pol(text('A', '1')) },
    );
    assert.deepEqual(result.settings, ['changed|computer|Registry|Software\\Policies\\X\\A|REG_DWORD: 1|REG_SZ: 1']);
  });

  it('take the later of two records of one name, as clients do', () => {
    const result = compare(
      { 'Machine/registry.pol': pol(dword('A', 1)) },
      { 'Machine/registry.pol': pol(dword('A', 2), dword('A', 1)) },
    );
    assert.deepEqual([result.files.length, result.settings], [1, []]);
  });

  it('are lines of a security template by section and key', () => {
    const path = 'Machine/Microsoft/Windows NT/SecEdit/GptTmpl.inf';
    const head = ['[Unicode]', 'Unicode=yes', '[Version]', 'signature="$CHICAGO$"', 'Revision=1'];
    const before = inf(...head, '[System Access]', 'MinimumPasswordLength = 8', '[Privilege Rights]', 'SeBatchLogonRight = *S-1-5-32-544'); // prettier-ignore
    const after = inf(...head, '[System Access]', 'MinimumPasswordLength = 14', '[Registry Values]', 'MACHINE\\Software\\X=4,1'); // prettier-ignore
    assert.deepEqual(compare({ [path]: before }, { [path]: after }).settings, [
      'removed|computer|Security|Privilege Rights/SeBatchLogonRight|S-1-5-32-544|',
      'added|computer|Security|Registry Values/MACHINE\\Software\\X||REG_DWORD: 1',
      'changed|computer|Security|System Access/MinimumPasswordLength|8|14',
    ]);
  });

  it('are lines of scripts.ini by section and key', () => {
    const result = compare(
      { 'User/Scripts/scripts.ini': inf('[Logon]', '0CmdLine=a.cmd', '0Parameters=') },
      { 'User/Scripts/scripts.ini': inf('[Logon]', '0CmdLine=b.cmd', '0Parameters=') },
    );
    assert.deepEqual(result.settings, ['changed|user|Scripts|Logon/0CmdLine|a.cmd|b.cmd']);
  });

  it('are whole files where no codec takes them apart', () => {
    const path = 'User/Preferences/Drives/Drives.xml';
    assert.deepEqual(compare({}, { [path]: new TextEncoder().encode('<Drives/>') }), {
      files: [`added ${path}`],
      settings: [`added|user|Preferences: Drives|${path}||`],
      warnings: [],
    });
  });

  it('warn of a file that comes and cannot be read whole', () => {
    const broken = pol(dword('A', 1)).slice(0, -3);
    assert.deepEqual(compare({}, { 'Machine/registry.pol': broken }).warnings, ['file-unreadable']);
    assert.deepEqual(compare({ 'Machine/registry.pol': broken }, {}).warnings, []);
  });

  it('see one byte in a large file', () => {
    const large = new Uint8Array(600_000);
    const other = large.slice();
    other[599_999] = 1;
    assert.deepEqual(compare({ 'Machine/x.bin': large }, { 'Machine/x.bin': other }).files, ['changed Machine/x.bin']);
    assert.deepEqual(compare({ 'Machine/x.bin': large }, { 'Machine/x.bin': large.slice() }).files, []);
  });
});

describe('the owner of a file', () => {
  const cases: readonly (readonly [string, string, string])[] = [
    ['Machine/registry.pol', 'computer', 'Registry'],
    ['USER/Registry.pol', 'user', 'Registry'],
    ['Machine/Microsoft/Windows NT/SecEdit/GptTmpl.inf', 'computer', 'Security'],
    ['Machine/microsoft/windows nt/Audit/audit.csv', 'computer', 'Advanced Audit Configuration'],
    ['User/Scripts/Logon/a.cmd', 'user', 'Scripts'],
    ['User/Documents & Settings/fdeploy1.ini', 'user', 'Folder Redirection'],
    ['Machine/Applications/{X}.aas', 'computer', 'Software Installation'],
    ['User/Preferences/ScheduledTasks/ScheduledTasks.xml', 'user', 'Preferences: ScheduledTasks'],
    ['GPO.cmt', 'computer', 'Description'],
    ['Machine/other.bin', 'computer', 'Files'],
  ];
  for (const [path, side, extension] of cases)
    it(`of ${path} is ${extension}`, () => {
      assert.deepEqual(extensionOfPath(path), { side, extension });
    });
});
