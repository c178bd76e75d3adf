import assert from 'node:assert/strict';
import fc from 'fast-check';
import { fileName } from '../../../../src/vscode/model/fileName';
import { matchesFilter, byName } from '../../../../src/vscode/model/byName';

describe('names of files for GPOs', () => {
  it('are taken by every file system', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (title) => {
        const name = fileName(title);
        assert.ok(name.length > 0 && name.length <= 101);
        assert.doesNotMatch(name, /[<>:"/\\|?*]|\p{Cc}|[. ]$/u);
      }),
    );
    assert.deepEqual(['..', 'CON', 'a/b', 'Sales. '].map(fileName), ['_', '_CON', 'a_b', 'Sales']);
  });
});

describe('lists and filters', () => {
  it('are in the order in which people look names up', () => {
    const names = byName(['b', 'A 10', 'a 9', 'C'].map((name) => ({ name }))).map(({ name }) => name);
    assert.deepEqual(names, ['a 9', 'A 10', 'b', 'C']);
  });

  it('match every word in any text, without regard to case', () => {
    assert.equal(matchesFilter('SEC work', 'Workstations - Security', '{1}'), true);
    assert.equal(matchesFilter('work user', 'Workstations - Security', '{1}'), false);
  });
});
