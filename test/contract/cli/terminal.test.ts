import { strict as assert } from 'node:assert';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { GpoSandbox } from './gpo';

const guidFolder = /^\{[0-9A-F-]{36}\}$/i;

describe('gpo in a terminal', function () {
  this.timeout(120_000);
  let sandbox: GpoSandbox;
  before(() => {
    sandbox = new GpoSandbox();
    const run = sandbox.run('sample', 'domain', '--gpos', '400');
    assert.equal(run.code, 0, run.err);
  });
  after(() => {
    sandbox.dispose();
  });

  it('shows the plan and asks; no answer but yes changes anything', async () => {
    const [first] = JSON.parse(sandbox.run('list', '--domain', 'domain', '--json').out) as {
      id: string;
      name: string;
    }[];
    assert.ok(first);
    const args = ['status', 'all-disabled', first.id, '--domain', 'domain'];
    const asked = (answer: string) => {
      let typed = false;
      return (shown: string): string | undefined => {
        if (typed || !shown.includes('[y/N]')) return undefined;
        typed = true;
        return `${answer}\r`;
      };
    };
    const status = (): unknown =>
      (JSON.parse(sandbox.run('list', '--domain', 'domain', '--json').out) as { id: string; status: string }[]).find(
        (gpo) => gpo.id === first.id,
      )?.status;
    const before = status();
    assert.equal((await sandbox.runInTerminal(args, asked('n'))).code, 4);
    assert.equal(status(), before);
    assert.equal((await sandbox.runInTerminal(args, asked('y'))).code, 0);
    assert.equal(status(), 'all-disabled');
  });

  it('cancels on Ctrl+C: what is listed is whole, the rest was not started', async () => {
    let pressed = false;
    const run = await sandbox.runInTerminal(['backup', '--all', '--domain', 'domain', '--to', 'cancelled'], (shown) => {
      if (pressed || !/\s[1-9]\d? %/.test(shown)) return undefined;
      pressed = true;
      return '\u0003';
    });
    assert.equal(run.code, 4, run.out);
    assert.match(run.out, /Cancelling/);
    assert.match(run.out, /not started/);
    const folders = readdirSync(sandbox.path('cancelled')).filter((name) => guidFolder.test(name));
    const listed = JSON.parse(sandbox.run('list', 'backups', '--from', 'cancelled', '--json').out) as {
      problem?: unknown;
      inManifest: boolean;
    }[];
    assert.equal(listed.length, folders.length);
    assert.ok(listed.length < 400);
    assert.ok(listed.every((backup) => backup.problem === undefined && backup.inManifest));
  });

  it('ends at once on a second Ctrl+C, and names the GPO in work and its safety backup', async () => {
    const gpo = 'Servers - Startup Scripts';
    assert.equal(sandbox.run('backup', gpo, '--domain', 'domain', '--to', 'one').code, 0);
    let pressed = 0;
    const run = await sandbox.runInTerminal(
      ['restore', gpo, '--from', 'one', '--domain', 'domain', '--yes'],
      (shown) => {
        // The safety backup is the first of two phases.
        if (!(pressed === 0 && /\s(?:5[1-9]|[6-9]\d) %/.test(shown)) && !(pressed === 1 && /Cancelling/.test(shown)))
          return undefined;
        pressed += 1;
        return '\u0003';
      },
      ['--require', join(__dirname, 'slowFiles.cjs')],
    );
    assert.equal(run.code, 4, run.out);
    const named = /Ended at once\. The state of "(.*)" is unknown .* Its safety backup is (.*)\r\n/.exec(run.out);
    assert.equal(named?.[1], gpo, run.out);
    assert.ok(existsSync(join(named[2] ?? '', 'Backup.xml')), named[2]);
    assert.doesNotMatch(run.out, /Restore from Backup: 1 /, 'no summary: it did not go on to its end');
    // The next one to touch the domain is told, once, and can take it back.
    const first = sandbox.run('list', '--domain', 'domain');
    assert.match(first.err, /Restore from Backup of "Servers - Startup Scripts" .* was interrupted/);
    assert.equal(sandbox.run('list', '--domain', 'domain').err, '');
    assert.equal(sandbox.run('undo').code, 0);
  });
});
