import { strict as assert } from 'node:assert';
import { readGpReport } from '../../../../src/core/formats/gpReport/gpReport';
import { buildReport } from '../../../../src/core/report/buildReport';
import type { ReportDocument } from '../../../../src/core/report/reportDocument';
import { allSections, headTexts, rowTexts } from '../../../../src/core/report/reportTexts';
import { reportWords } from '../../../../src/text/reportWords';
import { sampleReportXml } from '../../../fixtures/sampleReport';

function build(xml: string): ReportDocument {
  const { value, problems } = readGpReport(new TextEncoder().encode(xml));
  return buildReport(value, problems, reportWords());
}

function texts(document: ReportDocument): readonly string[] {
  return allSections(document.sections).flatMap((section) => [
    ...headTexts(section),
    ...section.rows.flatMap(rowTexts),
  ]);
}

const rsop = `<Rsop xmlns="http://www.microsoft.com/GroupPolicy/Rsop" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
  <ReadTime>2024-05-20T07:15:02Z</ReadTime>
  <DataType>LoggedData</DataType>
  <ComputerResults>
    <Version>65538</Version>
    <Name>EXAMPLE\\SRV1$</Name>
    <GPO><Name>Baseline</Name><Link><SOMPath>example.com</SOMPath><LinkOrder>1</LinkOrder></Link></GPO>
    <GPO><Name>Kiosk</Name><FilterAllowed>false</FilterAllowed></GPO>
    <ExtensionData>
      <Extension xmlns:q1="http://www.microsoft.com/GroupPolicy/Settings/Registry" xsi:type="q1:RegistrySettings">
        <q1:Policy><q1:GPO><q1:Identifier>{5E1F7C3A}</q1:Identifier></q1:GPO><q1:Precedence>1</q1:Precedence><q1:Name>Wait</q1:Name><q1:State>Enabled</q1:State><q1:Category>System/Logon</q1:Category></q1:Policy>
      </Extension>
      <Name>Registry</Name>
    </ExtensionData>
    <EventsDetails><SinglePassEventsDetails ActivityId="{A1}"><EventRecord><EventId>4016</EventId></EventRecord></SinglePassEventsDetails></EventsDetails>
  </ComputerResults>
  <UserResults><Name>EXAMPLE\\jo</Name></UserResults>
</Rsop>`;

describe('report model of other roots', () => {
  it('shows an RSoP with its settings by extension and everything else', () => {
    const document = build(rsop);
    assert.equal(document.kind, 'rsop');
    const shown = texts(document);
    for (const text of [
      'LoggedData',
      '65538',
      'EXAMPLE\\SRV1$',
      'Baseline',
      'Kiosk',
      'false',
      'Wait',
      '{5E1F7C3A}',
      '{A1}',
      '4016',
      'EXAMPLE\\jo',
    ])
      assert.ok(
        shown.some((item) => item.includes(text)),
        `${text} is missing`,
      );
    const policies = allSections(document.sections).find(({ heading }) => heading === 'System/Logon');
    assert.equal(policies?.id, 'ComputerResults/Registry/System/Logon');
  });

  it('shows each GPO of a combined file as a section of its own', () => {
    const gpo = sampleReportXml().replace(/^<\?xml[^>]*\?>/, '');
    const document = build(`<report>${gpo}${gpo.replace('{5E1F7C3A', '{6E1F7C3A')}</report>`);
    assert.equal(document.kind, 'gpos');
    assert.deepEqual(
      document.sections.map(({ kind, id }) => [kind, id]),
      [
        ['gpo', '{5E1F7C3A-0D3B-4C55-9C0B-1C1B7E3A9D10}'],
        ['gpo', '{6E1F7C3A-0D3B-4C55-9C0B-1C1B7E3A9D10}'],
      ],
    );
    const ids = allSections(document.sections).flatMap(({ id, rows }) => [id, ...rows.map((row) => row.id)]);
    assert.equal(new Set(ids).size, ids.length);
  });

  it('shows other XML as a tree', () => {
    const shown = texts(build('<a><b c="one">two<d>three</d></b></a>'));
    for (const text of ['one', 'two', 'three']) assert.ok(shown.includes(text), `${text} is missing`);
  });

  it('shows what is whole of a damaged file', () => {
    const document = build(sampleReportXml().slice(0, 4000));
    assert.equal(document.title, 'Baseline <Servers> & "more"');
    assert.equal(document.problems.length, 1);
  });
});
