import { strict as assert } from 'node:assert';
import { canonicalName } from '../../../../../src/core/formats/gpReport/canonicalName';
import { readGpReport } from '../../../../../src/core/formats/gpReport/gpReport';
import type { GpoReportInput } from '../../../../../src/core/formats/gpReport/gpoReportInput';
import { writeGpReport } from '../../../../../src/core/formats/gpReport/writeGpReport';
import { registryDword, registryText } from '../../../../../src/core/formats/registryPol/values';
import { parseSid, type Sid } from '../../../../../src/core/model/ids';
import { buildReport } from '../../../../../src/core/report/buildReport';
import { allSections, rowTexts } from '../../../../../src/core/report/reportTexts';
import { reportWords } from '../../../../../src/text/reportWords';

function sid(text: string): Sid {
  const parsed = parseSid(text);
  assert.ok(parsed !== undefined);
  return parsed;
}

const key = 'Software\\Policies\\Example';
const input: GpoReportInput = {
  id: '{5E1F7C3A-0D3B-4C55-9C0B-1C1B7E3A9D10}',
  domain: 'example.com',
  name: 'Kiosk & "co" <1>',
  created: '2024-03-01T08:00:00.123Z',
  modified: '2024-05-14T16:20:31Z',
  read: '2024-05-20T07:15:02.120Z',
  sddl: 'O:DAG:DAD:PAI(A;CI;LCRPLORC;;;AU)',
  owner: { sid: sid('S-1-5-21-1-2-3-512'), name: 'EXAMPLE\\Domain Admins', kind: 'group' },
  group: undefined,
  permissions: [
    {
      trustee: { sid: sid('S-1-5-11'), name: undefined, kind: 'well-known' },
      level: 'apply',
      denied: false,
      inherited: false,
    },
  ],
  wmiFilter: { name: 'Laptops', description: '' },
  computer: {
    directoryVersion: 4,
    sysvolVersion: 3,
    enabled: true,
    registry: [
      { key, valueName: 'Limit', type: 4, data: registryDword(7) },
      { key, valueName: 'Text', type: 1, data: registryText('one\ntwo \u0001 a > b') },
      { key, valueName: 'List', type: 7, data: registryText('a\0b\0') },
      { key, valueName: '**del.Old', type: 1, data: registryText(' ') },
      { key, valueName: '**DeleteKeys', type: 1, data: registryText('Sub') },
      { key: `${key}\\Only`, valueName: '', type: 0, data: new Uint8Array() },
      { key, valueName: '', type: 1, data: registryText('default') },
    ],
    extensions: [
      {
        id: '{827D319E-6EAC-11D2-A4EA-00C04F79F83A}',
        name: 'Security',
        files: [{ path: 'Machine/Microsoft/Windows NT/SecEdit/GptTmpl.inf', size: 1234 }],
      },
    ],
  },
  user: { directoryVersion: 0, sysvolVersion: undefined, enabled: false, registry: [], extensions: [] },
  links: [{ name: 'Servers', path: 'example.com/Servers', enabled: true, enforced: false }],
};

const written = writeGpReport(input);
const text = new TextDecoder('utf-16le').decode(written);

describe('writing gpreport.xml', () => {
  it('has GPMC’s form: UTF-16LE with mark, CRLF, two blanks an indent', () => {
    assert.deepEqual([...written.subarray(0, 2)], [0xff, 0xfe]);
    assert.ok(text.startsWith('<?xml version="1.0" encoding="utf-16"?>\r\n<GPO xmlns:xsd='));
    assert.ok(text.includes('\r\n  <Computer>\r\n    <VersionDirectory>4</VersionDirectory>\r\n'));
    assert.doesNotMatch(text, /[^\r]\n/);
    assert.ok(text.includes('<CreatedTime>2024-03-01T08:00:00</CreatedTime>'));
    assert.ok(text.includes('<ReadTime>2024-05-20T07:15:02.12Z</ReadTime>'));
  });

  it('has the elements in the order that was observed', () => {
    const { value, problems } = readGpReport(written);
    assert.deepEqual(problems, []);
    assert.ok(value.kind === 'gpos');
    const names = value.root.children.flatMap((child) => (child.kind === 'element' ? [child.local] : []));
    assert.deepEqual(names, [
      'Identifier',
      'Name',
      'IncludeComments',
      'CreatedTime',
      'ModifiedTime',
      'ReadTime',
      'SecurityDescriptor',
      'FilterDataAvailable',
      'FilterName',
      'Computer',
      'User',
      'LinksTo',
    ]);
  });

  it('is read and shown with every value', () => {
    const { value, problems } = readGpReport(written);
    const document = buildReport(value, problems, reportWords());
    assert.equal(document.title, 'Kiosk & "co" <1>');
    const sections = allSections(document.sections);
    const settings = sections.find(({ id }) => id.endsWith('registry-settings'));
    const rows = (settings?.rows ?? []).map(({ cells }) => cells.slice(1).map((cell) => cell.text));
    assert.deepEqual(rows, [
      ['Limit', 'Number', '7'],
      ['Text', 'String', 'one\ntwo \ufffd a > b'],
      ['List', 'REG_MULTI_SZ', 'a; b'],
      ['**del.Old', 'Command', ''],
      ['**DeleteKeys', 'Command', 'Sub'],
      ['', '', 'Creates the key only'],
      ['', 'String', 'default'],
    ]);
    const files = sections.find(({ heading }) => heading.includes('not shown one by one'));
    assert.deepEqual(files?.rows.flatMap(rowTexts), ['Machine/Microsoft/Windows NT/SecEdit/GptTmpl.inf', '1234']);
    assert.equal(sections.find(({ kind }) => kind === 'user')?.empty, 'No settings defined.');
  });
});

describe('canonical names', () => {
  for (const [name, canonical] of [
    ['DC=example,DC=com', 'example.com'],
    ['OU=Servers,DC=example,DC=com', 'example.com/Servers'],
    ['OU=Web,OU=Servers,DC=example,DC=com', 'example.com/Servers/Web'],
    ['OU=A\\, B\\2C \\C3\\A9/x,DC=example,DC=com', 'example.com/A, B, é\\/x'],
  ] as const)
    it(`makes ${canonical} of ${name}`, () => assert.equal(canonicalName(name), canonical));
});
