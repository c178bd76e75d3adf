import assert from 'node:assert/strict';
import fc from 'fast-check';
import { isPolicyError } from '../../../../src/core/kernel/errors';
import { readBackupContents } from '../../../../src/storage/backupSet/backupContents';
import { FaultyFileStore } from '../../../fakes/faultyFileStore';
import { MemoryFileStore } from '../../../fakes/memoryFileStore';

const folder = '/set/{11111111-2222-4333-8444-555555555555}';

/** A backup whose last block has rows for the given locations. */
function backupOf(locations: readonly string[], head = ''): MemoryFileStore {
  const files = new MemoryFileStore();
  files.makeFolder(folder);
  const escaped = (text: string): string =>
    text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
  const rows = locations.map(
    (location) => `<FSObjectFile bkp:Path="x" bkp:SourceExpandedPath="x" bkp:Location="${escaped(location)}"/>`,
  );
  const namespace = 'http://www.microsoft.com/GroupPolicy/GPOOperations';
  const xml =
    `<?xml version="1.0" encoding="utf-8"?>${head}<GroupPolicyBackupScheme bkp:version="2.0" bkp:type="GroupPolicyBackupTemplate" xmlns:bkp="${namespace}" xmlns="${namespace}">` +
    '<GroupPolicyObject><SecurityGroups/><FilePaths/><GroupPolicyCoreSettings><ID><![CDATA[{31B2F340-016D-11D2-945F-00C04FB984F9}]]></ID>' +
    '<Domain><![CDATA[contoso.com]]></Domain><SecurityDescriptor>01</SecurityDescriptor><DisplayName><![CDATA[x]]></DisplayName><Options><![CDATA[0]]></Options>' +
    '<UserVersionNumber><![CDATA[0]]></UserVersionNumber><MachineVersionNumber><![CDATA[0]]></MachineVersionNumber>' +
    '<MachineExtensionGuids/><UserExtensionGuids/><WMIFilter/></GroupPolicyCoreSettings>' +
    `<GroupPolicyExtension bkp:ID="{F15C46CD-82A0-4C2D-A210-5D0D3182A418}" bkp:DescName="Unknown Extension">${rows.join('')}</GroupPolicyExtension>` +
    '</GroupPolicyObject></GroupPolicyBackupScheme>';
  files.writeFile(`${folder}/Backup.xml`, new TextEncoder().encode(xml));
  return files;
}

function put(files: MemoryFileStore, path: string, text = 'x'): void {
  files.makeFolder(files.dirname(`${folder}/${path}`));
  files.writeFile(`${folder}/${path}`, new TextEncoder().encode(text));
}

describe('readBackupContents', () => {
  const unsafe: Readonly<Record<string, string>> = {
    'a path that leads upwards': 'DomainSysvol\\GPO\\..\\..\\..\\..\\etc\\passwd',
    'one that does with slashes': 'DomainSysvol/GPO/../../../../etc/passwd',
    'an absolute path': '\\Windows\\System32\\config',
    'a POSIX path': '/etc/passwd',
    'a drive': 'C:\\Windows\\win.ini',
    'a drive in the middle': 'DomainSysvol\\GPO\\C:\\win.ini',
    'a UNC path': '\\\\attacker\\share\\file',
    'a UNC path in slashes': '//attacker/share/file',
    'a device path': '\\\\?\\C:\\file',
    'a stream': 'DomainSysvol\\GPO\\Machine\\registry.pol:hidden',
    'a reserved name': 'DomainSysvol\\GPO\\Machine\\CON',
    'a reserved name with an ending': 'DomainSysvol\\GPO\\Machine\\lpt1.txt',
    'a reserved name in superscript': 'DomainSysvol\\GPO\\com\u00b9',
    'a name with a dot at its end': 'DomainSysvol\\GPO\\Machine\\file.',
    'a name with a blank at its end': 'DomainSysvol\\GPO\\Machine \\file',
    'an empty name': 'DomainSysvol\\GPO\\\\file',
    'a wildcard': 'DomainSysvol\\GPO\\Machine\\*',
    'a control character': 'DomainSysvol\\GPO\\Machine\\a\u007fb',
  };
  for (const [name, location] of Object.entries(unsafe))
    it(`refuses ${name} before anything of it is touched`, () => {
      const files = new FaultyFileStore(backupOf([location]), {
        fails: (_call, path) => !path.startsWith(folder) || path.includes('passwd'),
      });
      assert.throws(
        () => readBackupContents(files, folder),
        (error) => isPolicyError(error, 'backup-unsafe-path') && error.params.path === location,
      );
      assert.deepEqual(files.uncPaths, []);
    });

  it('never leaves the folder of the backup, whatever the location', () => {
    const part = fc.oneof(
      fc.constantFrom(
        '..',
        '.',
        '',
        'C:',
        'con',
        '\\\\host\\share',
        '~',
        '%TEMP%',
        '$HOME',
        'DomainSysvol',
        'GPO',
        'Machine',
      ),
      fc.string({ maxLength: 8 }),
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 6 }), fc.constantFrom('\\', '/'), (parts, separator) => {
        const touched: string[] = [];
        const location = ['DomainSysvol', 'GPO', ...parts]
          .join(separator)
          .replace(/[\u0000-\u001f\ud800-\udfff\ufffe\uffff]/g, '?');
        const files = new FaultyFileStore(backupOf([location]), {
          fails: (_call, path) => {
            touched.push(path);
            return false;
          },
        });
        try {
          readBackupContents(files, folder);
        } catch (error) {
          if (!isPolicyError(error)) throw error;
        }
        for (const path of touched) assert.ok(path === folder || path.startsWith(`${folder}/`), path);
        assert.deepEqual(files.uncPaths, []);
      }),
      { numRuns: 500, seed: 3 },
    );
  });

  for (const [name, link] of [
    ['a file', 'DomainSysvol/GPO/Machine/registry.pol'],
    ['a folder', 'DomainSysvol/GPO/Machine'],
    ['the whole tree', 'DomainSysvol'],
  ] as const)
    it(`refuses a symbolic link in place of ${name}`, () => {
      const files = backupOf(['DomainSysvol\\GPO\\Machine\\registry.pol']);
      files.putOther(`${folder}/${link}`, 'link');
      assert.throws(
        () => readBackupContents(files, folder),
        (error) => isPolicyError(error, 'backup-unsafe-path'),
      );
    });

  it('takes no link for Backup.xml', () => {
    const files = new MemoryFileStore();
    files.putOther(`${folder}/Backup.xml`, 'link');
    assert.throws(
      () => readBackupContents(files, folder),
      (error) => isPolicyError(error, 'backup-invalid'),
    );
  });

  it('refuses a DTD, and says so', () => {
    const files = backupOf([], '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>');
    assert.throws(
      () => readBackupContents(files, folder),
      (error) =>
        isPolicyError(error, 'backup-invalid') &&
        typeof error.params.detail === 'object' &&
        error.params.detail.code === 'xml-doctype-refused',
    );
  });

  it('refuses a Backup.xml of 100 MB at once', () => {
    const files = backupOf([]);
    files.writeFile(`${folder}/Backup.xml`, new Uint8Array(100 * 1024 * 1024));
    assert.throws(
      () => readBackupContents(files, folder),
      (error) => isPolicyError(error, 'backup-invalid') && error.params.detail === 'too-large',
    );
  });

  it('finds files in another case, also where two folders differ in case alone', () => {
    const files = backupOf([
      'DomainSysvol\\GPO\\Machine\\Microsoft\\Windows NT\\SecEdit\\GptTmpl.inf',
      'DomainSysvol\\GPO\\Machine\\registry.pol',
    ]);
    put(files, 'DomainSysvol/GPO/Machine/Microsoft/other');
    put(files, 'DomainSysvol/GPO/machine/microsoft/windows nt/secedit/GPTTMPL.INF');
    put(files, 'DomainSysvol/GPO/machine/Registry.pol');
    const { contents, missing } = readBackupContents(files, folder);
    assert.deepEqual(missing, []);
    assert.deepEqual(
      contents.map(({ path, source }) => [path, source?.slice(folder.length)]),
      [
        [
          'Machine/Microsoft/Windows NT/SecEdit/GptTmpl.inf',
          '/DomainSysvol/GPO/machine/microsoft/windows nt/secedit/GPTTMPL.INF',
        ],
        ['Machine/registry.pol', '/DomainSysvol/GPO/machine/Registry.pol'],
      ],
    );
  });

  it('names a file that is not there', () => {
    const { missing, contents } = readBackupContents(backupOf(['DomainSysvol\\GPO\\Machine\\registry.pol']), folder);
    assert.deepEqual([missing, contents], [['Machine/registry.pol'], []]);
  });
});
