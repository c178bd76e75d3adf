import { strict as assert } from 'node:assert';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { GpoSandbox } from './gpo';

interface GpoRow {
  readonly id: string;
  readonly name: string;
  readonly status: string;
  readonly linkCount: number;
  readonly computer: { readonly ad: number };
}

describe('gpo on the sample domain, in a folder with a blank in its name', function () {
  this.timeout(120_000);
  let sandbox: GpoSandbox;
  before(() => {
    sandbox = new GpoSandbox();
    const run = sandbox.run('sample', 'my domain');
    assert.equal(run.code, 0, run.err);
  });
  after(() => {
    sandbox.dispose();
  });

  const json = (...args: readonly string[]): unknown => {
    const run = sandbox.run(...args, '--json');
    assert.equal(run.code, 0, `${args.join(' ')}: ${run.err}`);
    return JSON.parse(run.out);
  };
  const gpos = (): readonly GpoRow[] => json('list', '--domain', 'my domain') as readonly GpoRow[];
  const named = (name: string): GpoRow => {
    const found = gpos().find((gpo) => gpo.name === name);
    assert.ok(found, `no GPO "${name}"`);
    return found;
  };
  const someGpo = (): GpoRow => {
    const found = gpos().find(
      (gpo) => !gpo.name.startsWith('Default Domain') && gpo.linkCount > 0 && gpo.computer.ad > 0,
    );
    assert.ok(found);
    return found;
  };

  it('lists GPOs, SOMs with links, WMI filters and starters', () => {
    assert.ok(gpos().length >= 15);
    assert.match(sandbox.run('list', 'soms', '--domain', 'my domain').out, /enforced/);
    assert.match(sandbox.run('list', 'wmi-filters', '--domain', 'my domain').out, /select/i);
    assert.ok((json('list', 'starters', '--domain', 'my domain') as unknown[]).length > 0);
  });

  it('backs all up, and lists the backups without a manifest too', () => {
    const summary = json('backup', '--all', '--domain', 'my domain', '--to', 'backups', '--comment', 'first') as {
      state: string;
      items: unknown[];
    };
    assert.equal(summary.state, 'done');
    assert.equal(summary.items.length, gpos().length);
    const backups = json('list', 'backups', '--from', 'backups') as { comment: string }[];
    assert.equal(backups.length, gpos().length);
    assert.ok(backups.every((backup) => backup.comment === 'first'));
    assert.ok(readdirSync(sandbox.path('backups')).includes('manifest.xml'));
  });

  it('renames, shows it in the list, and undoes it', () => {
    const gpo = someGpo();
    const run = sandbox.run('rename', gpo.name, 'A new name', '--domain', 'my domain');
    assert.equal(run.code, 0, run.err);
    assert.equal(named('A new name').id, gpo.id);
    assert.equal(sandbox.run('undo', '--domain', 'my domain').code, 0);
    assert.equal(named(gpo.name).id, gpo.id);
  });

  it('deletes with links, and undo brings GUID and links back', () => {
    const gpo = someGpo();
    const soms = (): unknown => json('list', 'soms', '--domain', 'my domain');
    const before = soms();
    assert.equal(sandbox.run('delete', gpo.id, '--domain', 'my domain').code, 0);
    assert.equal(
      gpos().some((other) => other.id === gpo.id),
      false,
    );
    const undo = sandbox.run('undo', '--domain', 'my domain');
    assert.equal(undo.code, 0, undo.err + undo.out);
    assert.equal(named(gpo.name).id, gpo.id);
    assert.deepEqual(soms(), before);
  });

  it('restores from a backup with versions above the present ones', () => {
    const gpo = someGpo();
    const run = sandbox.run('restore', gpo.name, '--from', 'backups', '--domain', 'my domain');
    assert.equal(run.code, 0, run.err);
    assert.ok(named(gpo.name).computer.ad > gpo.computer.ad);
  });

  it('saves a plan, applies it once, and refuses it when the GPO has changed since', () => {
    const gpo = someGpo();
    const dry = sandbox.run('status', 'computer-disabled', gpo.id, '--domain', 'my domain', '--dry-run', '--json');
    assert.equal(dry.code, 0, dry.err);
    writeFileSync(sandbox.path('plan.json'), dry.out);
    assert.equal(named(gpo.name).status, gpo.status);
    assert.equal(sandbox.run('status', '--domain', 'my domain', '--plan', 'plan.json').code, 0);
    assert.equal(named(gpo.name).status, 'computer-disabled');
    const again = sandbox.run('status', '--domain', 'my domain', '--plan', 'plan.json');
    assert.notEqual(again.code, 0);
    assert.match(again.err + again.out, /changed since/);
  });

  it('takes no safety backup when told so: the plan says it, and Undo is refused with the reason', () => {
    assert.equal(sandbox.run('new', 'Of no worth', '--domain', 'my domain').code, 0);
    const args = ['delete', 'Of no worth', '--domain', 'my domain', '--no-safety-backup'];
    const dry = sandbox.run(...args, '--dry-run');
    assert.match(dry.out, /Way back +None: safety backups are switched off/);
    const run = sandbox.run(...args);
    assert.equal(run.code, 0, run.err);
    assert.match(run.out, /No safety backup was taken/);
    assert.doesNotMatch(run.out, /gpo undo/);
    const undo = sandbox.run('undo', '--domain', 'my domain');
    assert.equal(undo.code, 2);
    assert.match(undo.err, /Delete GPO of "Of no worth" cannot be undone: safety backups were switched off/);
  });

  it('refuses to delete a default GPO, and asks for its name before renaming it', () => {
    assert.notEqual(sandbox.run('delete', 'Default Domain Policy', '--domain', 'my domain').code, 0);
    assert.ok(named('Default Domain Policy'));
    const rename = sandbox.run('rename', 'Default Domain Policy', 'X', '--domain', 'my domain');
    assert.equal(rename.code, 2, rename.err);
    assert.match(rename.err, /--allow-default-policy/);
  });

  it('writes reports in every form', () => {
    const gpo = someGpo();
    const html = sandbox.run('report', gpo.id, '--domain', 'my domain', '--format', 'html', '-o', 'r.html');
    assert.equal(html.code, 0, html.err);
    assert.match(readFileSync(sandbox.path('r.html'), 'utf8'), /<h1/);
    assert.doesNotMatch(readFileSync(sandbox.path('r.html'), 'utf8'), /<script/i);
    for (const format of ['markdown', 'json', 'xml']) {
      const run = sandbox.run('report', gpo.id, '--domain', 'my domain', '--format', format);
      assert.equal(run.code, 0, run.err);
      assert.ok(run.out.length > 200);
    }
  });

  it('names what is wrong and ends with the code of the table', () => {
    assert.equal(sandbox.run('list', '--domain', 'nowhere').code, 5);
    assert.equal(sandbox.run('rename', 'No such GPO', 'X', '--domain', 'my domain').code, 2);
    assert.equal(sandbox.run('frobnicate').code, 2);
    const taken = sandbox.run('new', someGpo().name, '--domain', 'my domain');
    assert.equal(taken.code, 2);
    assert.match(taken.err, /exists/);
  });

  it('imports and copies with a migration table', () => {
    const gpo = someGpo();
    assert.equal(sandbox.run('new', 'Target', '--domain', 'my domain').code, 0);
    assert.equal(
      sandbox.run('migtable', 'new', gpo.name, '--from', 'backups', '--security', '-o', 'map.migtable').code,
      0,
    );
    assert.equal(sandbox.run('migtable', 'check', 'map.migtable').code, 0);
    const imported = sandbox.run(
      ...[
        'import',
        gpo.name,
        'Target',
        '--from',
        'backups',
        '--domain',
        'my domain',
        '--migration-table',
        'map.migtable',
      ],
    );
    assert.equal(imported.code, 0, imported.err);
    assert.ok(named('Target').computer.ad > 0);
    assert.equal(sandbox.run('copy', gpo.name, '--domain', 'my domain', '--new-name', 'Its copy').code, 0);
    assert.ok(named('Its copy'));
  });
});
