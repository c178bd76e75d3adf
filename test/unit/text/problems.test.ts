import { strict as assert } from 'node:assert';
import type { ProblemCatalogue, ProblemCode } from '../../../src/core/kernel/problem';
import { problemText } from '../../../src/text/problems';

/** One example of each problem, with parameters that are easy to find again. */
const examples: { readonly [C in ProblemCode]: ProblemCatalogue[C] } = {
  'backup-instance-missing': { element: 'ELEMENT' },
  'backup-instance-unknown-element': { element: 'ELEMENT' },
  'backup-xml-missing': { element: 'ELEMENT' },
  'backup-xml-no-gpo': {},
  'backup-xml-unknown-attribute': { attribute: 'ATTRIBUTE' },
  'backup-xml-unknown-element': { element: 'ELEMENT' },
  'bkup-info-wrong-root': {},
  'extension-list-duplicate': { cse: 'CSE' },
  'extension-list-leftover': { text: 'TEXT' },
  'extension-list-no-tool': { cse: 'CSE' },
  'extension-list-unsorted': { cse: 'CSE' },
  'fdeploy-status-invalid': { folder: 'FOLDER' },
  'fdeploy1-not-indexed': { section: 'SECTION' },
  'fdeploy1-section-missing': { folder: 'FOLDER', sid: 'SID' },
  'gp-link-duplicate': { gpo: 'GPO' },
  'gp-link-leftover': { text: 'TEXT' },
  'gpt-ini-byte-order-mark': {},
  'gpt-ini-no-version': {},
  'gpt-ini-version-invalid': { value: 'VALUE' },
  'gpt-tmpl-line-invalid': { section: 'SECTION' },
  'gpt-tmpl-sddl-needs-sid': { principal: 'PRINCIPAL', to: 'TO' },
  'inf-line-outside-section': {},
  'inf-section-unclosed': {},
  'manifest-wrong-root': {},
  'migration-table-duplicate-source': { source: 'SOURCE', first: 7 },
  'migration-table-empty-source': {},
  'migration-table-invalid-sid': { sid: 'SID' },
  'migration-table-malformed-unc': { path: 'PATH' },
  'migration-table-no-destination': { source: 'SOURCE' },
  'migration-table-path-as-principal': { source: 'SOURCE', type: 'TYPE' },
  'migration-table-relative-name-not-allowed': { source: 'SOURCE' },
  'migration-table-several-destinations': { source: 'SOURCE' },
  'migration-table-unknown-element': { element: 'ELEMENT' },
  'migration-table-unknown-type': { type: 'TYPE' },
  'migration-table-wrong-root': {},
  'registry-pol-damaged': { size: 7 },
  'registry-pol-no-header': {},
  'registry-pol-truncated': { size: 7 },
  'scripts-ini-number-gap': { event: 'EVENT', missing: 7 },
  'scripts-ini-pair-incomplete': {},
  'sddl-ace-invalid': { text: 'TEXT' },
  'sddl-condition-unsupported': { text: 'TEXT' },
  'sddl-sid-invalid': { text: 'TEXT' },
  'sddl-sid-needs-domain': { text: 'TEXT' },
  'sddl-stray-text': { text: 'TEXT' },
  'security-descriptor-ace-invalid': { index: 7 },
  'security-descriptor-acl-invalid': { size: 7 },
  'security-descriptor-hex-invalid': {},
  'security-descriptor-revision': { revision: 7 },
  'security-descriptor-sid-invalid': { part: 'owner' },
  'security-descriptor-truncated': {},
  'text-invalid-utf-8': { count: 7 },
  'text-odd-length': {},
  'wmi-filter-malformed': {},
  'wmi-filter-unknown-language': { language: 'LANGUAGE' },
  'wmi-filter-wrong-count': { stated: 7, found: 8 },
  'wmi-filter-wrong-length': {},
  'xml-doctype-refused': {},
  'xml-invalid': { detail: 'DETAIL' },
  'xml-not-utf-8': {},
  'xml-text-too-long': { limit: 7 },
  'xml-too-deep': { limit: 7 },
  'xml-too-large': { limit: 7 },
  'xml-too-many-attributes': { limit: 7 },
  'xml-too-many-elements': { limit: 7 },
  'xml-undecodable-bytes': {},
};

/** Counted from 0 in the data and from 1 for people. */
const countedFromZero = new Set(['index']);

describe('sentences about problems in files', () => {
  for (const [code, params] of Object.entries(examples) as [ProblemCode, Record<string, string | number>][])
    it(`says what is wrong: ${code}`, () => {
      const sentence = problemText({
        code,
        severity: 'error',
        place: {},
        params: params,
      });
      assert.match(sentence, /^\S.{15,}[.�A-Z]$/s);
      assert.doesNotMatch(sentence, /\{\d\}|undefined|\[object/);
      for (const [name, value] of Object.entries(params)) {
        const shown = countedFromZero.has(name) ? Number(value) + 1 : value;
        assert.ok(sentence.includes(String(shown)), `${name} is missing in: ${sentence}`);
      }
    });

  it('says where', () => {
    const at = (place: object): string =>
      problemText({ code: 'inf-section-unclosed', severity: 'warning', place, params: {} }).split(':')[0] ?? '';
    assert.equal(at({ line: 3, column: 5, offset: 70 }), 'line 3, column 5');
    assert.equal(at({ line: 3 }), 'line 3');
    assert.equal(at({ record: 2, offset: 70 }), 'record 2 at byte 70');
    assert.equal(at({ record: 2 }), 'entry 2');
    assert.equal(at({ offset: 70 }), 'byte 70');
  });

  it('says both trustees of a security descriptor', () => {
    const of = (part: 'owner' | 'group'): string =>
      problemText({ code: 'security-descriptor-sid-invalid', severity: 'error', place: {}, params: { part } });
    assert.match(of('owner'), /owner/);
    assert.match(of('group'), /group/);
  });
});
