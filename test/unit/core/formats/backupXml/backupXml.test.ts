import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import {
  backupAttributeTypes,
  type BackupDirectoryObject,
  type BackupDocument,
  type BackupExtension,
  type BackupFileObject,
} from '../../../../../src/core/formats/backupXml/backupDocument';
import {
  folderRedirectionExtension,
  registryExtension,
  scriptsExtension,
  securityExtension,
  softwareInstallationExtension,
  unknownExtension,
} from '../../../../../src/core/formats/backupXml/backupTemplate';
import { readHexBytes, writeHexBytes } from '../../../../../src/core/formats/backupXml/hexBytes';
import { readBackupXml } from '../../../../../src/core/formats/backupXml/readBackupXml';
import { readVersionWord, writeVersionWord } from '../../../../../src/core/formats/backupXml/versionWord';
import { writeBackupXml } from '../../../../../src/core/formats/backupXml/writeBackupXml';
import { corpusFiles } from '../../../../fixtures/corpus';
import { withWindowsLineEnds } from './windowsLineEnds';
import { backupXmlGrammar, grammarViolations } from './gpmcGrammar';

const decode = (bytes: Uint8Array): string => new TextDecoder('utf-8', { fatal: true }).decode(bytes);
const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

/** Reads a file that must be whole, and forgets the bytes it came from. */
function model(bytes: Uint8Array): BackupDocument {
  const { value, problems } = readBackupXml(bytes);
  assert.deepEqual(problems, []);
  assert.ok(value !== undefined);
  return { ...value };
}

const record = <T>(fields: { [K in keyof T]: fc.Arbitrary<T[K]> }): fc.Arbitrary<T> =>
  fc.record(fields, { noNullPrototype: true });
// A CR cannot stand in CDATA; text without blanks around it, since those are layout where CDATA is not used.
const text = fc.oneof(
  fc.constantFrom('a]]>b', '<&>"\'', 'Größe 中 🙂', ' ', '%GPO_FSPATH%\\x', 'a\nb'),
  fc.string({ unit: 'grapheme', maxLength: 12 }).filter((candidate) => !candidate.includes('\r')),
);
const word = fc.stringMatching(/^[A-Za-z0-9&<>"\\%*.= ,{}-]{1,20}$/);
const optional = fc.option(word, { nil: undefined });

const file: fc.Arbitrary<BackupFileObject> = record({
  kind: fc.constantFrom('file' as const, 'folder' as const),
  path: word,
  sourceExpandedPath: word,
  location: optional,
  reEvaluate: fc.constant(undefined),
  children: fc.constant([]),
});
const fileRow = fc
  .tuple(file, fc.array(file, { maxLength: 3 }))
  .map(([row, children]) => ({ ...row, children: children.map((child) => ({ ...child, kind: row.kind })) }));
const { directory } = fc.letrec<{ directory: BackupDirectoryObject }>((tie) => ({
  directory: record({
    kind: fc.constant('directory' as const),
    path: word,
    objectClass: word,
    sourceExpandedPath: word,
    reEvaluate: fc.constant(undefined),
    securityDescriptor: fc.constantFrom(undefined, '', '01 00 04 80'),
    attributes: fc.array(
      record({
        type: fc.constantFrom(...backupAttributeTypes),
        name: word,
        values: fc.array(
          word.map((value) => value.trim()).filter((value) => value !== ''),
          { maxLength: 3 },
        ),
      }),
      { maxLength: 4 },
    ),
    children: fc.oneof({ maxDepth: 3 }, fc.constant([]), fc.array(tie('directory'), { maxLength: 2 })),
  }),
}));
const extension = ({ id, name }: { readonly id: string; readonly name: string }): fc.Arbitrary<BackupExtension> =>
  fc.array(fc.oneof(fileRow, directory), { maxLength: 4 }).map((objects) => ({ id, name, objects }));
const document: fc.Arbitrary<BackupDocument> = record({
  version: fc.constantFrom('2.0', '1.0'),
  securityGroups: fc.array(
    record({
      source: fc.constantFrom('', 'FromDACL'),
      sid: text,
      samAccountName: text,
      type: word,
      netbiosDomainName: text,
      dnsDomainName: text,
      upn: text,
    }),
    { maxLength: 3 },
  ),
  filePaths: fc.array(word, { maxLength: 2 }),
  core: record({
    id: text,
    domain: text,
    securityDescriptor: fc.uint8Array({ maxLength: 8 }).map(writeHexBytes),
    displayName: text,
    options: text,
    userVersion: text,
    machineVersion: text,
    machineExtensions: text,
    userExtensions: fc.constantFrom('', ' ', '[{x}]'),
    wmiFilter: text,
    wmiFilterName: fc.option(text, { nil: undefined }),
  }),
  extensions: fc
    .tuple(
      extension(registryExtension),
      fc.subarray([folderRedirectionExtension, scriptsExtension, securityExtension, softwareInstallationExtension]),
      extension(unknownExtension),
    )
    .chain(([first, middle, last]) => fc.tuple(...middle.map(extension)).map((between) => [first, ...between, last])),
});

describe('Backup.xml', () => {
  it('comes back through the model byte for byte, over real backups', () => {
    for (const { path, bytes } of corpusFiles(/^Backup\.xml$/i)) {
      const expected = withWindowsLineEnds(bytes);
      assert.equal(decode(writeBackupXml(model(bytes))), decode(expected), path);
    }
  });

  it('comes back unchanged as the bytes it was read from, also with other line ends', () => {
    for (const { path, bytes } of corpusFiles(/^Backup\.xml$/i)) {
      const { value } = readBackupXml(bytes);
      assert.ok(value !== undefined);
      assert.deepEqual(writeBackupXml(value), bytes, path);
    }
  });

  it('is written in the grammar of real backups', () => {
    for (const { path, bytes } of corpusFiles(/^Backup\.xml$/i))
      assert.deepEqual(grammarViolations(bytes, backupXmlGrammar), [], path);
    fc.assert(
      fc.property(document, (value) => {
        assert.deepEqual(grammarViolations(writeBackupXml(value), backupXmlGrammar), []);
      }),
    );
  });

  it('keeps every field through write and read', () => {
    fc.assert(
      fc.property(document, (value) => {
        assert.deepEqual(model(writeBackupXml(value)), value);
      }),
      { numRuns: 300 },
    );
  });

  it('lays rows out as GPMC does, with a blank line for each that is cut', () => {
    const row = (path: string): BackupFileObject => ({
      kind: 'file',
      path,
      sourceExpandedPath: 's',
      location: undefined,
      reEvaluate: undefined,
      children: [],
    });
    const written = decode(
      writeBackupXml({
        version: '2.0',
        securityGroups: [],
        filePaths: [],
        core: {
          id: '{I}',
          domain: 'd',
          securityDescriptor: '01',
          displayName: 'n',
          options: '0',
          userVersion: '0',
          machineVersion: '65537',
          machineExtensions: '',
          userExtensions: ' ',
          wmiFilter: '',
          wmiFilterName: undefined,
        },
        extensions: [
          {
            id: registryExtension.id,
            name: registryExtension.name,
            objects: [row('%GPO_USER_FSPATH%\\registry.pol'), row('%GPO_FSPATH%\\Adm\\*.*')],
          },
          {
            id: scriptsExtension.id,
            name: scriptsExtension.name,
            objects: [row('%GPO_USER_FSPATH%\\Scripts\\psscripts.ini')],
          },
          { id: unknownExtension.id, name: unknownExtension.name, objects: [row('a'), row('b')] },
        ],
      }),
    );
    const tag = (path: string): string => `<FSObjectFile bkp:Path="${path}" bkp:SourceExpandedPath="s"/>`;
    assert.deepEqual(written.split('\r\n').slice(1), [
      '    <GroupPolicyObject><SecurityGroups/><FilePaths/><GroupPolicyCoreSettings><ID><![CDATA[{I}]]></ID>' +
        '<Domain><![CDATA[d]]></Domain><SecurityDescriptor>01</SecurityDescriptor><DisplayName><![CDATA[n]]></DisplayName>' +
        '<Options><![CDATA[0]]></Options><UserVersionNumber><![CDATA[0]]></UserVersionNumber>' +
        '<MachineVersionNumber><![CDATA[65537]]></MachineVersionNumber><MachineExtensionGuids/>' +
        '<UserExtensionGuids><![CDATA[ ]]></UserExtensionGuids><WMIFilter/></GroupPolicyCoreSettings> ',
      '        <GroupPolicyExtension bkp:ID="{35378EAC-683F-11D2-A89A-00C04FBBCFA2}" bkp:DescName="Registry">',
      '            ',
      `            ${tag('%GPO_USER_FSPATH%\\registry.pol')}`,
      `            ${tag('%GPO_FSPATH%\\Adm\\*.*')}`,
      '        </GroupPolicyExtension>',
      '        ',
      '        ',
      '        <GroupPolicyExtension bkp:ID="{42B5FAAE-6536-11d2-AE5A-0000F87571E3}" bkp:DescName="Scripts">',
      '            ',
      '\t    ',
      ...Array<string>(5).fill('            '),
      `\t    ${tag('%GPO_USER_FSPATH%\\Scripts\\psscripts.ini')}`,
      ...Array<string>(4).fill('            '),
      '        </GroupPolicyExtension>',
      ...Array<string>(6).fill('        '),
      '    <GroupPolicyExtension bkp:ID="{F15C46CD-82A0-4C2D-A210-5D0D3182A418}" bkp:DescName="Unknown Extension">' +
        `${tag('a')}${tag('b')}</GroupPolicyExtension></GroupPolicyObject>`,
      '</GroupPolicyBackupScheme>',
    ]);
  });

  it('writes a changed copy anew, not the bytes it was read from', () => {
    const bytes = writeBackupXml(fc.sample(document, { seed: 1, numRuns: 1 })[0] ?? assert.fail());
    const { value } = readBackupXml(bytes);
    assert.ok(value !== undefined);
    const renamed = { ...value, core: { ...value.core, displayName: 'Renamed' } };
    assert.equal(model(writeBackupXml(renamed)).core.displayName, 'Renamed');
  });

  it('reads what other producers lay out differently', () => {
    const read = model(
      encode(`<?xml version="1.0" encoding="utf-16"?>
<GroupPolicyBackupScheme b:version="1.0" b:type="GroupPolicyBackupTemplate" xmlns:b="u" xmlns="u">
  <GroupPolicyObject>
    <SecurityGroups />
    <FilePaths />
    <GroupPolicyCoreSettings>
      <ID>
        <![CDATA[{I}]]>
      </ID>
      <Domain>contoso.test</Domain>
      <SecurityDescriptor>01 00</SecurityDescriptor>
      <DisplayName><![CDATA[ name ]]></DisplayName>
      <Options>0</Options><UserVersionNumber>0</UserVersionNumber><MachineVersionNumber>1</MachineVersionNumber>
      <MachineExtensionGuids> </MachineExtensionGuids><UserExtensionGuids>
      </UserExtensionGuids>
      <WMIFilter />
    </GroupPolicyCoreSettings>
  </GroupPolicyObject>
  <GroupPolicyExtension b:ID="{X}" b:DescName="Registry"><FSObjectFile b:Path="p" b:Location="l" /></GroupPolicyExtension>
</GroupPolicyBackupScheme>`),
    );
    assert.equal(read.version, '1.0');
    assert.deepEqual(
      [read.core.id, read.core.domain, read.core.displayName, read.core.machineExtensions, read.core.userExtensions],
      ['{I}', 'contoso.test', ' name ', ' ', ''],
    );
    assert.deepEqual(
      read.extensions.map(({ id, objects }) => [id, objects.map(({ path }) => path)]),
      [['{X}', ['p']]],
    );
  });

  it('says what it cannot hold and what is missing, with its place', () => {
    const { value, problems } = readBackupXml(
      encode(
        '<GroupPolicyBackupScheme>\n<GroupPolicyObject x="1"><GroupPolicyCoreSettings><ID/><New/></GroupPolicyCoreSettings></GroupPolicyObject></GroupPolicyBackupScheme>',
      ),
    );
    assert.ok(value !== undefined);
    const codes = problems.map(({ code, params }) => [code, ...Object.values(params)].join(' '));
    assert.ok(codes.includes('backup-xml-unknown-attribute x'));
    assert.ok(codes.includes('backup-xml-unknown-element New'));
    assert.ok(codes.includes('backup-xml-missing Domain'));
    for (const { place } of problems) assert.equal(place.line, 2);
  });

  it('is no Backup.xml when there is no GPO in it', () => {
    for (const bytes of [encode(''), encode('<a/>'), encode('<GroupPolicyBackupScheme/>'), new Uint8Array([0, 1, 2])]) {
      const { value, problems } = readBackupXml(bytes);
      assert.equal(value, undefined);
      assert.ok(problems.some(({ code }) => code === 'backup-xml-no-gpo'));
    }
  });

  it('never throws, whatever the bytes, and every problem has a place', () => {
    const base = writeBackupXml(fc.sample(document, { seed: 2, numRuns: 1 })[0] ?? assert.fail());
    const change = fc.tuple(fc.nat({ max: base.length - 1 }), fc.nat({ max: 255 }));
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 5 }), fc.nat({ max: base.length }), (changes, length) => {
        const bytes = base.slice(0, length);
        for (const [index, value] of changes) if (index < length) bytes[index] = value;
        for (const { place, severity } of readBackupXml(bytes).problems)
          assert.ok(severity === 'warning' || place.line !== undefined);
      }),
      { numRuns: 500 },
    );
  });
});

describe('numbers and bytes of Backup.xml', () => {
  it('takes a version word apart: SYSVOL high, AD low', () => {
    assert.deepEqual(readVersionWord('65536'), { sysvol: 1, ad: 0 });
    assert.deepEqual(readVersionWord('917518'), { sysvol: 14, ad: 14 });
    fc.assert(
      fc.property(fc.nat({ max: 0xffff }), fc.nat({ max: 0xffff }), (sysvol, ad) => {
        assert.deepEqual(readVersionWord(writeVersionWord({ sysvol, ad })), { sysvol, ad });
      }),
    );
    for (const wrong of ['', '-1', '4294967296', '1.5', 'x']) assert.equal(readVersionWord(wrong), undefined);
  });

  it('reads and writes bytes as hex digits', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        assert.deepEqual(readHexBytes(writeHexBytes(bytes)), bytes);
      }),
    );
    assert.equal(writeHexBytes(new Uint8Array([1, 0, 4, 0x9c])), '01 00 04 9c');
    for (const wrong of ['0', 'xx', '01 0']) assert.equal(readHexBytes(wrong), undefined);
  });
});
