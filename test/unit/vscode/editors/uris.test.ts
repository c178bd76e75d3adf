import assert from 'node:assert/strict';
import fc from 'fast-check';
import { URI } from 'vscode-uri';
import { parseBackupId, parseGpoId, snapshotAddress } from '../../../../src/core/model/ids';
import type { PageUri } from '../../../../src/vscode/editors/pageUri';
import { planIdOf, planUri } from '../../../../src/vscode/editors/planUri';
import { reportOfQuery, reportUri } from '../../../../src/vscode/editors/reportUri';

const guid = fc.uuid().map((text) => `{${text.toUpperCase()}}`);
const text = fc.string({ unit: 'binary', minLength: 1, maxLength: 60 }).filter((value) => !/\p{Cs}/u.test(value));

/** The query of a URI after VS Code has kept it as text over a reload. */
function afterReload(uri: PageUri): string {
  return URI.parse(URI.from(uri).toString()).query;
}

describe('URIs of pages', () => {
  it('hold the identity of a plan', () => {
    fc.assert(
      fc.property(guid, text, (id, title) => {
        assert.equal(`{${planIdOf(afterReload(planUri(id, title))) ?? ''}}`, id);
      }),
    );
    assert.equal(planIdOf('../../etc/passwd'), undefined);
  });

  it('hold the identity of a report on a GPO', () => {
    fc.assert(
      fc.property(guid, text, text, (id, folder, title) => {
        const gpo = parseGpoId(id);
        assert.ok(gpo);
        const source = { kind: 'gpo', address: snapshotAddress(`/${folder}`), gpo } as const;
        assert.deepEqual(reportOfQuery(afterReload(reportUri(source, title))), source);
      }),
    );
  });

  it('hold the identity of a report on a backup', () => {
    fc.assert(
      fc.property(guid, text, text, (id, folder, title) => {
        const backup = parseBackupId(id);
        assert.ok(backup);
        const source = { kind: 'backup', backup: { folder: `C:\\${folder}`, id: backup } } as const;
        assert.deepEqual(reportOfQuery(afterReload(reportUri(source, title))), source);
      }),
    );
  });

  it('stand for nothing when they are not ours', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (query) => {
        const source = reportOfQuery(query);
        assert.ok(source === undefined || query.startsWith(`${source.kind}/`));
      }),
    );
    assert.equal(reportOfQuery('gpo/%zz/%7B'), undefined);
  });

  it('show where it is and what it is called, whatever is in the names', () => {
    const gpo = parseGpoId('{31B2F340-016D-11D2-945F-00C04FB984F9}');
    assert.ok(gpo);
    const path = (folder: string, title: string): string =>
      URI.parse(URI.from(reportUri({ kind: 'gpo', address: snapshotAddress(folder), gpo }, title)).toString()).path;
    assert.equal(path('/home/me/contoso', 'Servers / a%2Fb?'), '/contoso/Servers - a%2Fb?');
    assert.equal(path('C:\\domains\\contoso', 'Kiosk'), '/contoso/Kiosk');
    assert.equal(path('/', 'Kiosk'), '/snapshot/Kiosk');
  });
});
