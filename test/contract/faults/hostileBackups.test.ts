import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { domainState } from '../../unit/services/undo/domainState';
import { FaultSandbox, quietly } from './faultSandbox';

const gpo = 'Users - Desktop';
const location = 'DomainSysvol\\GPO\\User\\registry.pol';

/** What somebody did to a backup, and what `gpo` says of it. */
interface Attack {
  readonly change: (folder: string, outside: string) => void;
  readonly says: RegExp;
}

function edited(edit: (xml: string) => string, says: RegExp, name = 'Backup.xml'): Attack {
  return {
    change: (folder) => {
      const path = join(folder, name);
      const before = readFileSync(path, 'utf8');
      const after = edit(before);
      assert.notEqual(after, before);
      writeFileSync(path, after);
    },
    says,
  };
}

const located = (path: string): Attack => ({
  change: (folder) => {
    const file = join(folder, 'Backup.xml');
    const xml = readFileSync(file, 'utf8');
    assert.ok(xml.includes(`"${location}"`));
    writeFileSync(file, xml.replaceAll(`"${location}"`, `"${path}"`));
  },
  says: new RegExp(`names the path "${path.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')}", which`),
});

function linked(path: string): Attack {
  return {
    change: (folder, outside) => {
      const target = join(folder, ...path.split('/'));
      renameSync(target, join(outside, 'moved'));
      symlinkSync(join(outside, 'moved'), target);
    },
    says: /which leads outside of it or is not safe: it leads through a symbolic link/,
  };
}

const bomb =
  '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;">]>';
const withHead = (head: string) => (xml: string) => xml.replace(/^(\s*<\?xml[^>]*\?>)?/, `$1${head}`);

const attacks: Readonly<Record<string, Attack>> = {
  'a path that leads upwards': located('DomainSysvol\\GPO\\..\\..\\..\\secret'),
  'one in slashes': located('DomainSysvol/GPO/../../../secret'),
  'an absolute path': located('/etc/passwd'),
  'a drive': located('C:\\Windows\\win.ini'),
  'a UNC path': located('\\\\attacker\\share\\file'),
  'a reserved name': located('DomainSysvol\\GPO\\User\\CON'),
  'a trailing dot': located('DomainSysvol\\GPO\\User\\file.'),
  'a link in place of a file': linked('DomainSysvol/GPO/User/registry.pol'),
  'a link in place of a folder': linked('DomainSysvol/GPO/User'),
  'an entity bomb': edited(withHead(bomb), /Backup\.xml/),
  'a DTD on another computer': edited(withHead('<!DOCTYPE x SYSTEM "http://attacker/x.dtd">'), /Backup\.xml/),
  'a Backup.xml of 100 MB': {
    change: (folder) => {
      writeFileSync(join(folder, 'Backup.xml'), new Uint8Array(100 * 1024 * 1024).fill(0x20));
    },
    says: /Backup\.xml/,
  },
  'a Backup.xml that was cut off': edited((xml) => xml.slice(0, xml.length / 2), /Backup\.xml/),
  'a file that is missing': {
    change: (folder) => {
      rmSync(join(folder, 'DomainSysvol', 'GPO', 'User', 'registry.pol'));
    },
    says: /registry\.pol/,
  },
};

describe('a backup that somebody changed', function () {
  this.timeout(60_000);
  const root = mkdtempSync(join(tmpdir(), 'gpo hostile '));
  const pristine = join(root, 'pristine');
  const sandbox = new FaultSandbox(join(root, 'work'));
  const outside = join(root, 'outside');

  before(async () => {
    const original = new FaultSandbox(sandbox.folder);
    mkdirSync(original.folder);
    await original.services().createSample({ folder: original.domain }, quietly);
    await original.backUp([await original.gpo(gpo)]);
    renameSync(sandbox.folder, pristine);
  });
  after(() => {
    rmSync(root, { recursive: true, force: true });
  });
  beforeEach(() => {
    sandbox.reset(pristine);
    rmSync(outside, { recursive: true, force: true });
    mkdirSync(outside);
  });

  for (const [name, { change, says }] of Object.entries(attacks))
    it(`${name}: restore and import name it and change nothing`, async () => {
      const [listed] = await sandbox.services().listBackups({ folder: sandbox.backups }, quietly);
      assert.ok(listed);
      change(join(sandbox.backups, listed.id), outside);
      const before = domainState(sandbox.files, sandbox.domain);
      for (const command of [
        ['restore', listed.id],
        ['import', listed.id, gpo],
      ]) {
        const started = Date.now();
        const args = [...command, '--from', sandbox.backups, '--domain', sandbox.domain];
        const { code, err } = await sandbox.gpoProcess(args);
        assert.equal(code, 3, err);
        assert.match(err, says);
        assert.ok(err.includes(listed.id), err);
        assert.ok(Date.now() - started < 10_000);
      }
      assert.deepEqual(domainState(sandbox.files, sandbox.domain), before);
      // It is still listed, and can be thrown away.
      const deleted = await sandbox.gpoProcess(['delete-backup', listed.id, '--from', sandbox.backups]);
      assert.equal(deleted.code, 0, deleted.err);
    });
});

describe('names that shells and file systems dislike', function () {
  this.timeout(60_000);
  const root = mkdtempSync(join(tmpdir(), 'gpo names '));
  const sandbox = new FaultSandbox(root);
  before(async () => {
    await sandbox.services().createSample({ folder: sandbox.domain }, quietly);
  });
  after(() => {
    rmSync(root, { recursive: true, force: true });
  });

  const names = {
    quotes: `"double" 'single' \`back\``,
    'what shells run': '$(touch owned) ; & | > < %PATH% !x! *',
    markup: '<b>&amp;]]></b><script>alert(1)</script>',
    Unicode: 'Grüße 日本語 😀 العربية \u202Egnp.exe',
    '255 characters': 'é'.repeat(255),
    'trailing dots': 'dots and blanks. . .',
    'a path': '..\\..\\x/../C:\\CON',
    'an option': '--all',
  };
  for (const [what, name] of Object.entries(names))
    it(`${what}: a GPO keeps it through backup, delete, restore and report`, async () => {
      const id = await sandbox.gpo('Users - Desktop');
      const set = join(root, `set of ${what}`);
      const run = async (...args: readonly string[]): Promise<string> => {
        const { code, out, err } = await sandbox.gpoProcess(args);
        assert.equal(code, 0, `${args.join(' ')}: ${err}`);
        return out;
      };
      await run('rename', '--domain', sandbox.domain, '--', id, name);
      await run('backup', '--domain', sandbox.domain, '--to', set, '--comment', `of ${name}`, '--', name);
      await run('delete', '--domain', sandbox.domain, '--', name);
      const [backup] = JSON.parse(await run('list', 'backups', '--from', set, '--json')) as { comment: string }[];
      assert.equal(backup?.comment, `of ${name}`);
      await run('restore', '--from', set, '--domain', sandbox.domain, '--', name);
      const gpos = await sandbox.services().listGpos({ address: sandbox.address }, quietly);
      assert.equal(gpos.find((gpo) => gpo.id === id)?.name, name);
      const html = await run('report', '--domain', sandbox.domain, '--format', 'html', '--', id);
      assert.doesNotMatch(html, /<script/i);
      await run('rename', '--domain', sandbox.domain, '--', id, 'Users - Desktop');
    });

  it('a line break is refused, with the reason', async () => {
    const args = ['rename', 'Users - Desktop', 'two\nlines', '--domain', sandbox.domain];
    const { code, err } = await sandbox.gpoProcess(args);
    assert.equal(code, 2);
    assert.match(err, /"two\\nlines" has line breaks/);
  });
});
