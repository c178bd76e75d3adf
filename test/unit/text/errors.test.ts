import { strict as assert } from 'node:assert';
import type { ErrorCatalogue, ErrorCode, ErrorValue } from '../../../src/core/kernel/errors';
import { describeError, errorSentence } from '../../../src/text/errors';
import { hresultName, hresultText } from '../../../src/text/hresults';

/** One example of each error, with parameters that are easy to find again. */
const examples: { readonly [C in ErrorCode]: ErrorCatalogue[C] } = {
  cancelled: {},
  unexpected: { detail: 'DETAIL\nsecond line' },
  'wrong-use': { detail: 'DETAIL' },
  'domain-not-found': { address: 'ADDRESS' },
  'domain-locked': { domain: 'DOMAIN', holder: 'HOLDER', since: 'SINCE' },
  'capability-missing': { capability: 'CAPABILITY', provider: 'PROVIDER', reason: 'REASON' },
  'snapshot-invalid': { path: 'PATH', field: 'FIELD', wanted: 'text' },
  'snapshot-too-new': { path: 'PATH', version: 9 },
  'folder-not-empty': { path: 'PATH' },
  'gpo-not-found': { gpo: 'GPO', domain: 'DOMAIN' },
  'gpo-ambiguous': { name: 'NAME', domain: 'DOMAIN', ids: ['ID1', 'ID2'] },
  'gpo-name-taken': { name: 'NAME', domain: 'DOMAIN', id: 'ID' },
  'gpo-name-invalid': { name: 'NAME', reason: 'too-long' },
  'default-gpo-protected': { name: 'NAME', operation: 'delete' },
  'default-gpo-needs-confirmation': { name: 'NAME', operation: 'restore' },
  'som-not-found': { som: 'SOM', domain: 'DOMAIN' },
  'link-not-found': { som: 'SOM', gpo: 'GPO' },
  'link-exists': { som: 'SOM', gpo: 'GPO' },
  'link-order-invalid': { som: 'SOM', order: 9, count: 3 },
  'wmi-filter-not-found': { filter: 'FILTER', domain: 'DOMAIN' },
  'starter-gpo-not-found': { starter: 'STARTER', domain: 'DOMAIN' },
  'backup-not-found': { backup: 'BACKUP', folder: 'FOLDER' },
  'backup-ambiguous': { backup: 'BACKUP', folder: 'FOLDER', ids: ['ID1', 'ID2'] },
  'backup-invalid': { backup: 'BACKUP', file: 'FILE', detail: 'missing' },
  'backup-unsafe-path': { backup: 'BACKUP', path: 'PATH', reason: 'upwards' },
  'backup-foreign-domain': { backup: 'BACKUP', from: 'FROM', to: 'TO' },
  'backup-set-not-found': { folder: 'FOLDER' },
  'migration-table-invalid': {
    file: 'FILE',
    detail: { code: 'migration-table-wrong-root', severity: 'error', place: { line: 7 }, params: {} },
  },
  'migration-table-unmapped': { file: 'FILE', sources: ['SOURCE'] },
  'plan-invalid': { file: 'FILE', detail: 'incomplete', field: 'FIELD' },
  'plan-changed-since': { what: 'WHAT', planned: 'PLANNED', found: 'FOUND' },
  'undo-nothing': { domain: 'DOMAIN' },
  'undo-without-safety-backup': { change: 'CHANGE', subjects: ['SUBJECT'] },
  'undo-not-found': { id: 'ID' },
  'undo-link-impossible': { som: 'SOM', gpo: 'GPO', reason: 'som-not-found' },
  'undo-record-invalid': { path: 'PATH' },
  'file-not-regular': { path: 'PATH' },
  'file-not-found': { path: 'PATH' },
  'file-access-denied': { path: 'PATH' },
  'file-read-only': { path: 'PATH' },
  'file-busy': { path: 'PATH' },
  'file-disk-full': { path: 'PATH' },
  'file-exists': { path: 'PATH' },
  'file-failed': { path: 'PATH', reason: 'REASON' },
  'unc-path-refused': { path: 'PATH', host: 'HOST' },
  'live-domain-needs-windows': { address: 'ADDRESS' },
  'live-domain-not-found': { domain: 'DOMAIN' },
  'powershell-not-found': { searched: ['PATH1', 'PATH2'] },
  'gpmc-not-installed': { detail: 'HIDDEN' },
  'gpmc-failed': { call: 'CALL', hresult: 0x80070005 | 0, subject: 'SUBJECT', messages: [], detail: 'HIDDEN' },
  'gpmc-answer-invalid': { field: 'FIELD' },
  'session-not-started': { executable: 'EXECUTABLE', reason: 'REASON' },
  'session-timeout': { seconds: 60, detail: 'HIDDEN' },
  'session-protocol': { found: 7, wanted: 1 },
  'session-ended': { detail: 'DETAIL' },
  'session-failed': { times: 3, detail: 'DETAIL' },
  'script-forbidden': { detail: 'HIDDEN' },
  'constrained-language': {},
  'xml-unwritable': { found: 'U+0001', text: 'TEXT' },
  'report-not-recognised': { file: 'FILE' },
  'report-closed': { handle: 1 },
  'worker-ended': { detail: 'DETAIL' },
  'workspace-not-trusted': { operation: 'OPERATION' },
};

/** Parameters that stand for words of their own. */
const worded = new Set([
  'reason:upwards',
  'reason:som-not-found',
  'detail:missing',
  'detail:incomplete',
  'wanted:text',
]);

/** Parameters for logs and machines, which the sentence leaves out on purpose. */
const notShown = new Set(['operation', 'reason:too-long', 'planned', 'found', 'detail:HIDDEN']);

describe('error sentences', () => {
  for (const [code, params] of Object.entries(examples) as [ErrorCode, Record<string, unknown>][])
    it(`says what happened and to what: ${code}`, () => {
      const value = { code, params } as unknown as ErrorValue;
      const { message } = describeError(value);
      assert.ok(message.length > 5, message);
      assert.doesNotMatch(errorSentence(value), /\{\d\}|undefined|\[object/);
      for (const [name, parameter] of Object.entries(params)) {
        if (typeof parameter !== 'string' || notShown.has(name) || notShown.has(`${name}:${parameter}`)) continue;
        if (worded.has(`${name}:${parameter}`)) {
          assert.ok(!message.includes(`: ${parameter}`), `${name} is a code in: ${message}`);
          continue;
        }
        assert.ok(message.includes(parameter.split('\n', 1)[0] ?? ''), `${name} is missing in: ${message}`);
      }
    });
});

describe('HRESULTs', () => {
  it('have number and name, and say what it means and what to do next', () => {
    assert.equal(hresultName(0x80070005 | 0), '0x80070005 E_ACCESSDENIED');
    assert.equal(hresultName(0x80070005), '0x80070005 E_ACCESSDENIED');
    const { message, next } = describeError({
      code: 'gpmc-failed',
      params: { call: 'IGPMGPO.Backup', hresult: 0x80070070 | 0, subject: 'Servers', messages: [], detail: 'x' },
    });
    assert.equal(message, 'IGPMGPO.Backup failed for Servers: The disk is full. (0x80070070 ERROR_DISK_FULL)');
    assert.equal(next, 'Free some space, then try again.');
  });

  it('that are not known keep their number and what the server said', () => {
    assert.deepEqual(hresultText(0x81234567 | 0), { symbol: '', meaning: '', next: '' });
    const { message } = describeError({
      code: 'gpmc-failed',
      params: { call: 'C', hresult: 0x81234567 | 0, subject: 'S', messages: ['The server says.'], detail: '' },
    });
    assert.equal(message, 'C failed for S: The server says. (0x81234567)');
  });
});
