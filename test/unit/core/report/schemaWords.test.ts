import { strict as assert } from 'node:assert';
import { readGpReport } from '../../../../src/core/formats/gpReport/gpReport';
import { buildReport } from '../../../../src/core/report/buildReport';
import type { ReportDetail } from '../../../../src/core/report/reportDocument';
import { allSections } from '../../../../src/core/report/reportTexts';
import { schemaLabel, schemaValue } from '../../../../src/core/report/schemaWords';
import { reportWords } from '../../../../src/text/reportWords';
import { sampleReport } from '../../../fixtures/sampleReport';

const words = reportWords();

describe('words of what has no rendering of its own', () => {
  it('say yes and no, with what the file says beside it', () => {
    assert.deepEqual(schemaValue('PermissionsPresent', 'true', words), { text: 'Yes', raw: 'true' });
    assert.deepEqual(schemaValue('Blocked', 'false', words), { text: 'No', raw: 'false' });
    assert.deepEqual(schemaValue('userContext', '1', words), { text: 'Yes', raw: '1' });
    assert.deepEqual(schemaValue('removePolicy', '0', words), { text: 'No', raw: '0' });
  });

  it('leave numbers that are numbers', () => {
    for (const name of ['SettingNumber', 'DaysInterval', 'iconIndex', 'value', 'toString'])
      assert.deepEqual(schemaValue(name, '1', words), { text: '1' });
    assert.deepEqual(schemaValue('userContext', '2', words), { text: '2' });
  });

  it('name an element in the language of the reader, or by its name', () => {
    const german = { ...words, schema: { PermissionsPresent: 'Berechtigungen vorhanden' } };
    assert.equal(schemaLabel('PermissionsPresent', german), 'Berechtigungen vorhanden');
    assert.equal(schemaLabel('ToDescendantContainers', german), 'To descendant containers');
    assert.equal(schemaLabel('constructor', german), 'Constructor');
  });

  it('leave no true or false in a report of every kind', () => {
    const { value, problems } = readGpReport(sampleReport());
    const sections = allSections(buildReport(value, problems, words).sections);
    const texts = sections.flatMap(({ facts, rows }) => [
      ...allTexts(facts),
      ...rows.flatMap(({ cells, details }) => [
        ...cells.flatMap(({ text, items = [] }) => [text, ...allTexts(items)]),
        ...allTexts(details),
      ]),
    ]);
    assert.ok(texts.includes('Yes') && texts.includes('No'));
    assert.deepEqual(
      texts.filter((text) => /^(true|false)$/i.test(text)),
      [],
    );
  });
});

function allTexts(details: readonly ReportDetail[]): readonly string[] {
  return details.flatMap(({ text, children = [] }) => [text, ...allTexts(children)]);
}
