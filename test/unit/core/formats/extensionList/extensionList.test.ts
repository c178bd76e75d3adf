import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { readBackupXml } from '../../../../../src/core/formats/backupXml/readBackupXml';
import {
  checkExtensionList,
  preferencesGroup,
  readExtensionList,
  withExtension,
  withoutExtension,
  withoutPreference,
  withPreference,
  writeExtensionList,
} from '../../../../../src/core/formats/extensionList/extensionList';
import {
  knownExtension,
  knownExtensions,
  preferenceExtension,
} from '../../../../../src/core/formats/extensionList/knownExtensions';
import { corpusFiles } from '../../../../fixtures/corpus';

const guid = fc.uuid().map((id) => `{${id}}`);
const guidText = fc.tuple(guid, fc.boolean()).map(([id, upper]) => (upper ? id.toUpperCase() : id));
/** A list as AD may hold it: groups sorted, case free. */
const list = fc
  .uniqueArray(fc.tuple(guidText, fc.uniqueArray(guidText, { minLength: 1, maxLength: 3 })), {
    selector: ([cse]) => cse.toLowerCase(),
    maxLength: 5,
  })
  .map((groups) => writeExtensionList(groups.map(([cse, tools]) => ({ cse, tools }))));
const registry = '{35378EAC-683F-11D2-A89A-00C04FBBCFA2}';
const tool = '{D02B1F72-3407-48AE-BA88-E8213C6761F1}';
const codes = (text: string): readonly string[] => checkExtensionList(text).map(({ code }) => code);

/** The lists of real GPOs. */
function realLists(): readonly string[] {
  return corpusFiles(/^Backup\.xml$/i).flatMap(({ bytes }) => {
    const { value } = readBackupXml(bytes);
    return value === undefined ? [] : [value.core.machineExtensions, value.core.userExtensions];
  });
}

describe('extension lists', () => {
  it('come back the same, over real GPOs, and nothing is wrong with them', () => {
    for (const text of realLists()) {
      assert.equal(writeExtensionList(readExtensionList(text)), text.trim().toUpperCase());
      assert.deepEqual(checkExtensionList(text), []);
    }
  });

  it('keep their text when nothing changes', () => {
    fc.assert(
      fc.property(list, (text) => {
        assert.deepEqual(checkExtensionList(text), []);
        for (const { cse, tools } of readExtensionList(text))
          for (const each of tools) assert.equal(withExtension(text, cse.toLowerCase(), each), text);
        assert.equal(withoutExtension(text, registry, tool), text);
      }),
    );
    assert.equal(withExtension(` [${registry}${tool}] `, registry, tool), ` [${registry}${tool}] `);
    assert.equal(withoutExtension(' ', registry, tool), ' ');
  });

  it('take a pair in, sorted, and give it back', () => {
    fc.assert(
      fc.property(list, guid, guid, (text, cse, newTool) => {
        fc.pre(!text.toLowerCase().includes(cse.toLowerCase()));
        const longer = withExtension(text, cse, newTool);
        assert.deepEqual(checkExtensionList(longer), []);
        assert.ok(readExtensionList(longer).some((group) => group.cse === cse.toUpperCase()));
        assert.equal(withoutExtension(longer, cse, newTool), text);
        for (const part of text.match(/\{[^}]*\}/g) ?? []) assert.ok(longer.includes(part), 'case is kept');
        const more = withExtension(longer, cse, tool);
        assert.equal(withoutExtension(more, cse, tool), longer);
      }),
    );
  });

  it('put preferences into the zero group as well', () => {
    const drives = preferenceExtension('drives');
    const files = preferenceExtension('Files');
    const [driveTool] = drives?.tools ?? [];
    const [fileTool] = files?.tools ?? [];
    assert.ok(drives !== undefined && files !== undefined && driveTool !== undefined && fileTool !== undefined);
    const both = withPreference(withPreference('', files.cse, fileTool.id), drives.cse, driveTool.id);
    assert.equal(
      both,
      `[${preferencesGroup}${driveTool.id}${fileTool.id}][${drives.cse}${driveTool.id}][${files.cse}${fileTool.id}]`,
    );
    assert.equal(
      withoutPreference(both, drives.cse, driveTool.id),
      `[${preferencesGroup}${fileTool.id}][${files.cse}${fileTool.id}]`,
    );
    assert.equal(withoutPreference(withPreference('', files.cse, fileTool.id), files.cse, fileTool.id), '');
  });

  it('say what is wrong', () => {
    const first = `[${registry}${tool}]`;
    const second = `[{827D319E-6EAC-11D2-A4EA-00C04F79F83A}${tool}]`;
    assert.deepEqual(codes(`${second}${first}`), ['extension-list-unsorted']);
    assert.deepEqual(codes(`${first}${first}`), ['extension-list-duplicate']);
    assert.deepEqual(codes(`[${registry}]`), ['extension-list-no-tool']);
    assert.deepEqual(codes(`${first}x[{1}]`), ['extension-list-leftover']);
    assert.deepEqual(codes(''), []);
    assert.deepEqual(codes(' '), []);
    assert.equal(checkExtensionList(`${second}${first}`)[0]?.place.record, 2);
  });

  it('never throw, whatever the text', () => {
    fc.assert(
      fc.property(fc.string(), list, fc.nat(), (noise, text, at) => {
        const index = at % (text.length + 1);
        const broken = `${text.slice(0, index)}${noise}${text.slice(index)}`;
        readExtensionList(broken);
        checkExtensionList(broken);
        const repaired = withExtension(broken, registry, tool);
        assert.ok(readExtensionList(repaired).some(({ cse, tools }) => cse === registry && tools.includes(tool)));
      }),
    );
  });
});

describe('known extensions', () => {
  it('are GUIDs in upper case, each once', () => {
    const ids = knownExtensions.flatMap(({ cse, tools }) => [cse, ...tools.map(({ id }) => id)]);
    for (const id of ids) assert.match(id, /^\{[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}\}$/);
    assert.equal(new Set(knownExtensions.map(({ cse }) => cse)).size, knownExtensions.length);
    assert.equal(knownExtensions.filter(({ preferenceType }) => preferenceType !== undefined).length, 21);
  });

  it('know every pair in the lists of real GPOs', () => {
    for (const { cse, tools } of realLists().flatMap(readExtensionList)) {
      if (cse === preferencesGroup) continue;
      const known = knownExtension(cse.toLowerCase());
      assert.ok(known !== undefined, cse);
      for (const each of tools)
        assert.ok(
          known.tools.some(({ id }) => id === each),
          `${cse} ${each}`,
        );
    }
  });

  it('know nothing else', () => {
    assert.equal(knownExtension(preferencesGroup), undefined);
    assert.equal(preferenceExtension('Security'), undefined);
  });
});
