import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { contributes } from '../../package.json';
import { useWorkbench, type Session } from './workbenchSession';

const nls = JSON.parse(readFileSync(join(__dirname, '..', '..', 'package.nls.json'), 'utf8')) as Readonly<
  Record<string, string>
>;

/** A command, its answers to what it asks when nothing is selected, and what is to be seen then. */
interface Started {
  readonly command: string;
  readonly answers?: readonly ((session: Session) => Promise<void>)[];
  readonly seen: (session: Session) => Promise<void>;
}

const choose =
  (label: string) =>
  ({ workbench }: Session): Promise<void> =>
    workbench.quickPick.choose(label);
const check =
  (...labels: readonly string[]) =>
  ({ workbench }: Session): Promise<void> =>
    workbench.quickPick.check(...labels);
const answer =
  (text: string) =>
  ({ workbench }: Session): Promise<void> =>
    workbench.quickPick.answer(text);
const chooseBackups = ({ workbench, backupFolder }: Session): Promise<void> => workbench.quickPick.choose(backupFolder);
const beside = ({ domainFolder }: Session, name: string): string => join(domainFolder, '..', name);
const file =
  (name: string) =>
  (session: Session): Promise<void> =>
    session.workbench.quickPick.choosePath(beside(session, name));

const plan =
  (title: string | RegExp, ...content: readonly string[]) =>
  async ({ workbench }: Session): Promise<void> => {
    const text = await workbench.plan.waitFor(title);
    for (const expected of content) assert.ok(text.includes(expected), `${expected} in ${text}`);
    await workbench.closeEditors();
  };
const message =
  (text: string | RegExp) =>
  async ({ workbench }: Session): Promise<void> => {
    await workbench.notifications.waitFor(text);
    await workbench.runCommand('Notifications: Clear All Notifications');
  };

const onLink = (som: string, gpo: string): NonNullable<Started['answers']> => [choose(som), choose(gpo)];

const plans: readonly Started[] = [
  { command: 'newGpo', answers: [answer('Brand new')], seen: plan('New GPO: Brand new', 'contoso.com') },
  {
    command: 'newFromStarter',
    answers: [choose('Starter - Workstation'), answer('From starter')],
    seen: plan('New GPO: From starter', 'Starter - Workstation'),
  },
  { command: 'rename', answers: [choose('Kiosk'), answer('Kiosks')], seen: plan('Rename GPO: Kiosk', 'Kiosks') },
  {
    command: 'delete',
    answers: [check('Kiosk'), choose('Leave the Links')],
    seen: plan('Delete GPO: Kiosk', 'OU=Kiosks'),
  },
  {
    command: 'setStatus',
    answers: [check('Kiosk', 'Users - Desktop'), choose('Enabled')],
    seen: plan('Change GPO Status: 2 items', 'Kiosk', 'Users - Desktop'),
  },
  {
    command: 'setWmiFilter',
    answers: [check('Kiosk'), choose('Windows 11 clients')],
    seen: plan('Change WMI Filter: Kiosk', 'Windows 11 clients'),
  },
  {
    command: 'clearWmiFilter',
    answers: [check('Workstations - Windows Update')],
    seen: plan('Change WMI Filter: Workstations - Windows Update', 'Windows 11 clients'),
  },
  {
    command: 'restore',
    answers: [chooseBackups, check('Kiosk'), choose('Put Links Back Too')],
    seen: plan('Restore from Backup: Kiosk', 'from the palette'),
  },
  {
    command: 'importSettings',
    answers: [choose('Empty - to be deleted'), chooseBackups, choose('Kiosk'), choose('Without a Migration Table')],
    seen: plan('Import Settings: Empty - to be deleted', 'NoLockScreen'),
  },
  {
    command: 'copy',
    answers: [choose('Kiosk'), answer('Second kiosk'), choose('Preserve the Existing Permissions')],
    seen: plan('Copy GPO: Second kiosk', 'Kiosk'),
  },
  {
    command: 'checkAcl',
    answers: [
      check('Legacy - broken registry.pol'),
      ({ workbench }) => workbench.notifications.press('do not follow from those in AD', 'Plan the Repair'),
    ],
    seen: plan('Repair ACL Consistency: Legacy - broken registry.pol'),
  },
  {
    command: 'linkGpo',
    answers: [choose('Servers'), check('Unlinked - pilot'), choose('Link Disabled')],
    seen: plan(/^Link GPO/, 'Unlinked - pilot', 'disabled'),
  },
  { command: 'removeLink', answers: onLink('Kiosks', 'Kiosk'), seen: plan(/^Remove Link/, 'Kiosk') },
  {
    command: 'enableLink',
    answers: onLink('Workstations', 'Workstations - Application Control'),
    seen: plan(/^Enable or Disable Link/, 'Workstations - Application Control'),
  },
  {
    command: 'disableLink',
    answers: onLink('Servers', 'Servers - Baseline'),
    seen: plan(/^Enable or Disable Link/, 'Servers - Baseline'),
  },
  {
    command: 'enforceLink',
    answers: onLink('Servers', 'Servers - Startup Scripts'),
    seen: plan(/^Enforce Link/, 'Servers - Startup Scripts'),
  },
  {
    command: 'stopEnforcingLink',
    answers: onLink('contoso.com', 'Workstations - Security'),
    seen: plan(/^Enforce Link/, 'Workstations - Security'),
  },
  {
    command: 'changeLinkOrder',
    answers: [choose('Servers'), choose('Servers - Baseline'), choose('1')],
    seen: plan(/^Change Link Order/, 'Servers - Baseline'),
  },
  { command: 'blockInheritance', answers: [choose('Servers')], seen: plan('Block Inheritance: Servers') },
  { command: 'allowInheritance', answers: [choose('Kiosks')], seen: plan('Block Inheritance: Kiosks') },
  {
    command: 'deleteBackup',
    answers: [chooseBackups, check('Kiosk')],
    seen: plan('Delete Backup: Kiosk', 'It is the last backup of "Kiosk"'),
  },
];

const others: readonly Started[] = [
  { command: 'undo', seen: message('There is nothing to undo.') },
  {
    command: 'backUp',
    answers: [check('Users - Desktop'), chooseBackups, answer('')],
    seen: message('Back Up: 1 done.'),
  },
  {
    command: 'backUpAll',
    answers: [chooseBackups, answer('all')],
    seen: message('Back Up: 17 done.'),
  },
  {
    command: 'showOperations',
    answers: [choose('Back Up: 17 done.')],
    seen: async ({ workbench }) => {
      await workbench.page.locator('.editor-instance .view-line').filter({ hasText: 'Kiosk: done' }).waitFor();
      await workbench.closeEditors();
    },
  },
  {
    command: 'showReport',
    answers: [choose('Kiosk')],
    seen: async ({ workbench }) => {
      await workbench.webview().getByRole('heading', { level: 1, name: 'Kiosk' }).waitFor();
      await workbench.closeEditors();
    },
  },
  {
    command: 'saveReport',
    answers: [choose('Kiosk'), file('kiosk.md')],
    seen: async (session) => {
      await message('Saved as')(session);
      assert.match(readFileSync(beside(session, 'kiosk.md'), 'utf8'), /^# Kiosk/m);
    },
  },
  {
    command: 'reportAll',
    answers: [choose('Markdown'), file('reports')],
    seen: async (session) => {
      await message('Report: 17 done.')(session);
      assert.equal(readdirSync(beside(session, 'reports')).length, 17);
    },
  },
  {
    command: 'createMigrationTable',
    answers: [
      choose('From GPOs'),
      check('Servers - Local Administrators'),
      choose('Those in Settings'),
      file('made.migtable'),
    ],
    seen: async (session) => {
      await message('Fill in their destinations')(session);
      assert.match(readFileSync(beside(session, 'made.migtable')).toString('utf16le'), /MigrationTable/);
    },
  },
  {
    command: 'checkMigrationTable',
    answers: [file('made.migtable')],
    seen: message(/made\.migtable: \d+ (entries, nothing wrong|findings)/),
  },
  {
    command: 'addBackupFolder',
    answers: [file('more')],
    seen: async ({ workbench }) => {
      const backups = workbench.tree('Backups');
      await backups.revealed(backups.row('more')).waitFor();
    },
  },
  {
    command: 'filterBackups',
    answers: [answer('desktop')],
    seen: ({ workbench }) => workbench.tree('Backups').message().getByText('desktop').waitFor(),
  },
  {
    command: 'clearBackupsFilter',
    seen: async ({ workbench }) => {
      await workbench.tree('Backups').message().waitFor({ state: 'hidden' });
    },
  },
  {
    command: 'removeBackupFolder',
    answers: [(session) => session.workbench.quickPick.choose(beside(session, 'more'))],
    seen: async (session) => {
      await message('is no longer shown')(session);
      await session.workbench.tree('Backups').row('more').waitFor({ state: 'detached' });
      assert.ok(existsSync(beside(session, 'more')));
    },
  },
  {
    command: 'createSampleDomain',
    answers: [file('second')],
    seen: async ({ workbench }) => {
      const domains = workbench.tree('Domains');
      await domains.revealed(domains.rowDescribed('contoso.com', 'second')).waitFor();
    },
  },
  {
    command: 'removeDomain',
    answers: [({ workbench }) => workbench.quickPick.chooseDescribed(/second$/)],
    seen: async (session) => {
      await message('is no longer shown')(session);
      await session.workbench.tree('Domains').rowDescribed('contoso.com', 'second').waitFor({ state: 'detached' });
      assert.ok(existsSync(join(beside(session, 'second'), 'snapshot.json')));
    },
  },
  {
    command: 'showLog',
    seen: async ({ workbench }) => {
      const channel = workbench.page.locator('.part.panel .title-actions select[aria-label="Switch Output"]');
      await channel.waitFor();
      assert.equal(await channel.inputValue(), 'Group Policy');
    },
  },
];

describe('the palette, with nothing selected', function () {
  const session = useWorkbench();

  before(async () => {
    const { workbench, domainFolder, backupFolder } = session();
    await session().gpo(
      'backup',
      'Kiosk',
      '--domain',
      domainFolder,
      '--to',
      backupFolder,
      '--comment',
      'from the palette',
    );
    mkdirSync(beside(session(), 'reports'));
    mkdirSync(beside(session(), 'second'));
    mkdirSync(beside(session(), 'more'));
    writeFileSync(beside(session(), 'more/manifest.xml'), '');
    await workbench.showContainer();
    await workbench.tree('Domains').row('contoso.com').waitFor();
  });

  const start = async ({ command, answers = [], seen }: Started): Promise<void> => {
    const title = nls[`command.${command}`];
    assert.ok(title !== undefined && contributes.commands.some((each) => each.command === `groupPolicy.${command}`));
    await session().workbench.runCommand(`Group Policy: ${title}`);
    for (const each of answers) await each(session());
    await seen(session());
  };

  it('asks for everything that a plan needs, and changes nothing before Apply', async () => {
    const before = contentOf(session().domainFolder);
    for (const started of plans) await start(started);
    assert.deepEqual(contentOf(session().domainFolder), before);
  });

  it('goes back to the question before, with the answer that was given', async () => {
    const { workbench } = session();
    await workbench.runCommand('Group Policy: Copy…');
    assert.equal(await workbench.quickPick.back().count(), 0);
    await workbench.quickPick.choose('Kiosk');
    await workbench.quickPick.answer('Other name');
    await workbench.quickPick.item('Preserve the Existing Permissions').waitFor();
    await workbench.quickPick.goBack();
    await workbench.quickPick.hasValue('Other name');
    await workbench.screenshot('back');
    await workbench.quickPick.goBack();
    await workbench.quickPick.choose('Users - Desktop');
    await workbench.quickPick.hasValue('Copy of Users - Desktop');
    await workbench.page.keyboard.press('Enter');
    await workbench.quickPick.choose('Preserve the Existing Permissions');
    await plan('Copy GPO: Copy of Users - Desktop', 'Users - Desktop')(session());
  });

  for (const started of others)
    it(`starts ${started.command}`, async () => {
      await start(started);
    });
});

/** The hash of every file of the domain itself, by path. */
function contentOf(folder: string): readonly (readonly [string, string])[] {
  return ['ad', 'sysvol'].flatMap((name) =>
    readdirSync(join(folder, name), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .sort()
      .map((path) => [path, createHash('sha256').update(readFileSync(path)).digest('hex')] as const),
  );
}
