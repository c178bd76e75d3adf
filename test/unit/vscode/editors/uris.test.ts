import assert from 'node:assert/strict';
import fc from 'fast-check';
import { URI } from 'vscode-uri';
import { parseBackupId, parseGpoId, snapshotAddress } from '../../../../src/core/model/ids';
import { planIdOf, planPath, planScheme } from '../../../../src/vscode/editors/planUri';
import { reportOfPath, reportPath } from '../../../../src/vscode/editors/reportUri';

const guid = fc.uuid().map((text) => `{${text.toUpperCase()}}`);
const text = fc.string({ unit: 'binary', minLength: 1, maxLength: 60 }).filter((value) => !/\p{Cs}/u.test(value));

/** What a URI is after VS Code has kept it as text over a reload. */
function afterReload(scheme: string, path: string): string {
  return URI.parse(URI.from({ scheme, path }).toString()).path;
}

describe('URIs of pages', () => {
  it('hold the identity of a plan', () => {
    fc.assert(
      fc.property(guid, text, (id, title) => {
        assert.equal(`{${planIdOf(afterReload(planScheme, planPath(id, title))) ?? ''}}`, id);
      }),
    );
    assert.equal(planIdOf('/../../etc/passwd'), undefined);
  });

  it('hold the identity of a report on a GPO', () => {
    fc.assert(
      fc.property(guid, text, text, (id, folder, title) => {
        const gpo = parseGpoId(id);
        assert.ok(gpo);
        const source = { kind: 'gpo', address: snapshotAddress(`/${folder}`), gpo } as const;
        assert.deepEqual(reportOfPath(afterReload('group-policy-report', reportPath(source, title))), source);
      }),
    );
  });

  it('hold the identity of a report on a backup', () => {
    fc.assert(
      fc.property(guid, text, text, (id, folder, title) => {
        const backup = parseBackupId(id);
        assert.ok(backup);
        const source = { kind: 'backup', backup: { folder: `C:\\${folder}`, id: backup } } as const;
        assert.deepEqual(reportOfPath(afterReload('group-policy-report', reportPath(source, title))), source);
      }),
    );
  });

  it('stand for nothing when they are not ours', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (path) => {
        const source = reportOfPath(path);
        assert.ok(source === undefined || path.startsWith(`/${source.kind}/`));
      }),
    );
    assert.equal(reportOfPath('/gpo/%zz/%7B'), undefined);
  });
});
