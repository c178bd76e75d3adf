import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import {
  checkWmiQueries,
  readWmiQueries,
  readWqlFilter,
  writeSomFilterPath,
  writeWmiQueries,
  writeWqlFilter,
} from '../../../../../src/core/formats/wmiFilter/wmiFilter';
import { parseWmiFilterId } from '../../../../../src/core/model/ids';

const record = fc.record(
  {
    namespace: fc.constantFrom('root\\CIMv2', 'root\\RSOP', ''),
    query: fc.oneof(fc.constantFrom('SELECT * FROM a WHERE b=";"', ';', ';;3;0;0;WQL;;;'), fc.string()),
  },
  { noNullPrototype: true },
);
const codes = (text: string): readonly string[] => checkWmiQueries(text).map(({ code }) => code);

describe('msWMI-Parm2', () => {
  it('is written as Windows does', () => {
    assert.equal(
      writeWmiQueries([{ namespace: 'root\\CIMv2', query: 'SELECT 1' }]),
      '1;3;10;8;WQL;root\\CIMv2;SELECT 1;',
    );
  });

  it('keeps queries with any separators in them', () => {
    fc.assert(
      fc.property(fc.array(record, { maxLength: 4 }), (queries) => {
        const text = writeWmiQueries(queries);
        assert.deepEqual(readWmiQueries(text), queries);
        assert.deepEqual(checkWmiQueries(text), []);
      }),
      { numRuns: 500 },
    );
  });

  it('says where lengths are wrong, and reads the query by its separators', () => {
    const text = '1;3;10;999;WQL;root\\CIMv2;SELECT * FROM a WHERE b=";";';
    assert.deepEqual(codes(text), ['wmi-filter-wrong-length']);
    assert.deepEqual(readWmiQueries(text), [{ namespace: 'root\\CIMv2', query: 'SELECT * FROM a WHERE b=";"' }]);
    assert.equal(checkWmiQueries(text)[0]?.place.record, 1);
  });

  it('says what else is wrong', () => {
    assert.deepEqual(codes('x'), ['wmi-filter-malformed']);
    assert.deepEqual(codes('1;'), ['wmi-filter-wrong-count']);
    assert.deepEqual(codes('2;3;0;1;WQL;;a;'), ['wmi-filter-wrong-count']);
    assert.deepEqual(codes('1;3;0;1;WQL;;a;junk'), ['wmi-filter-malformed']);
    assert.deepEqual(codes('1;3;0;1;XYZ;;a;'), ['wmi-filter-unknown-language']);
    assert.deepEqual(codes(''), []);
    assert.deepEqual(codes('1;3;0;1;WQL;;a; '), []);
  });

  it('never throws, whatever the text', () => {
    fc.assert(
      fc.property(fc.string(), fc.nat(), fc.array(record, { maxLength: 2 }), (noise, at, queries) => {
        const text = writeWmiQueries(queries);
        const index = at % (text.length + 1);
        const broken = `${text.slice(0, index)}${noise}${text.slice(index)}`;
        assert.deepEqual(readWmiQueries(writeWmiQueries(readWmiQueries(broken))), readWmiQueries(broken));
      }),
    );
  });
});

describe('references to a WMI filter', () => {
  const id = parseWmiFilterId('{d1aa9ae1-6dcf-4d0c-8a7b-6f4f1f8a9a55}') ?? assert.fail();

  it('are written in the attribute and in Backup.xml, and read in any case', () => {
    assert.equal(writeWqlFilter('contoso.com', id), `[contoso.com;${id};0]`);
    assert.equal(writeSomFilterPath('contoso.com', id), `MSFT_SomFilter.ID="${id}",Domain="contoso.com"`);
    for (const text of [writeWqlFilter('contoso.com', id), writeSomFilterPath('contoso.com', id)])
      assert.equal(readWqlFilter(text.toLowerCase()), id);
  });

  it('are empty for none', () => {
    assert.equal(writeWqlFilter('contoso.com', undefined), '');
    assert.equal(writeSomFilterPath('contoso.com', undefined), '');
    for (const text of ['', ' ', '[contoso.com;;0]']) assert.equal(readWqlFilter(text), undefined);
  });
});
