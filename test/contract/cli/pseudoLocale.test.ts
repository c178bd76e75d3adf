import { strict as assert } from 'node:assert';
import { readFileSync, writeFileSync } from 'node:fs';
import { collectSentences, pseudoTranslation } from '../../../tools/l10n/collectSentences';
import { GpoSandbox, type GpoRun } from './gpo';
import { dataOf, untranslatedWords } from './untranslatedWords';

const domain = ['--domain', 'my domain'];

/** Command lines of every command that prints words, in an order in which each can work; what they print goes to both outputs. */
const commandLines: readonly (readonly string[])[] = [
  ['sample', 'my domain'],
  ...['gpos', 'soms', 'wmi-filters', 'starters'].map((what) => ['list', what, ...domain]),
  ['backup', '--all', ...domain, '--to', 'backups', '--comment', 'first'],
  ['list', 'backups', '--from', 'backups'],
  ['acl', 'check', '--all', ...domain],
  ['acl', 'repair', '--all', ...domain],
  ['new', 'Made new', ...domain],
  ['status', 'all-disabled', 'Made new', ...domain],
  ['rename', 'Made new', 'Renamed', ...domain],
  ['wmi-filter', 'Renamed', '--filter', 'Windows 11 clients', ...domain],
  ['wmi-filter', 'Renamed', '--clear', ...domain],
  ['link', 'add', 'Renamed', '--at', 'Servers', ...domain],
  ['link', 'enable', 'Renamed', '--at', 'Servers', ...domain],
  ['link', 'enforce', 'Renamed', '--at', 'Servers', ...domain],
  ['link', 'unenforce', 'Renamed', '--at', 'Servers', ...domain],
  ['link', 'order', 'Renamed', '--order', '1', '--at', 'Servers', ...domain],
  ['link', 'disable', 'Renamed', '--at', 'Servers', ...domain],
  ['link', 'block', '--at', 'Servers', ...domain],
  ['link', 'unblock', '--at', 'Servers', ...domain],
  ['link', 'remove', 'Renamed', '--at', 'Servers', ...domain],
  ['migtable', 'new', 'Workstations - Security', ...domain, '--security', '-o', 'map.migtable'],
  ['migtable', 'check', 'map.migtable'],
  ['migtable', 'check', 'broken.migtable'],
  ['import', 'Workstations - Security', 'Renamed', '--from', 'backups', ...domain],
  ['import', 'Users - Desktop', 'Renamed', '--from', 'backups', ...domain, '--migration-table', 'map.migtable'],
  ['copy', 'Renamed', '--new-name', 'Its copy', '--copy-acl', ...domain],
  ['delete', 'Workstations - Security', '--keep-links', ...domain],
  ['delete', 'Users - Desktop', ...domain],
  ['restore', '--all', '--restore-links', '--allow-default-policy', '--from', 'backups', ...domain],
  ['undo', '--list', ...domain],
  ['undo', ...domain],
  ['delete', 'Its copy', '--no-safety-backup', ...domain],
  ['undo', ...domain],
  ['delete-backup', 'Kiosk', '--from', 'backups'],
];

/** Command lines that end with an error. */
const wrongLines: readonly (readonly string[])[] = [
  ['frobnicate'],
  ['lits'],
  ['list', '--domian', 'x'],
  ['list', 'things', ...domain],
  ['list'],
  ['sample'],
  ['sample', 'a', 'b'],
  ['backup', '--all', ...domain],
  ['backup', '--all', ...domain, '--to'],
  ['sample', 'x', '--gpos', 'many'],
  ['list', '--domain', 'nowhere'],
  ['list', 'backups', '--from', 'nowhere'],
  ['rename', 'No such GPO', 'X', ...domain],
  ['new', 'Kiosk', ...domain],
  ['new', ' ', ...domain],
  ['delete', 'Default Domain Policy', ...domain],
  ['rename', 'Default Domain Policy', 'X', ...domain],
  ['report', 'No such GPO', ...domain],
  ['report', 'Kiosk', ...domain, '--format', 'pdf'],
  ['restore', 'No such GPO', '--from', 'backups', ...domain],
  ['link', 'order', 'Kiosk', '--order', '0', '--at', 'Servers', ...domain],
  ['link', 'remove', 'Kiosk', '--at', 'Servers', ...domain],
  ['link', 'add', 'Kiosk', '--at', 'Nowhere', ...domain],
  ['undo', '{00000000-0000-4000-8000-000000000000}', ...domain],
  ['delete', ...domain, '--plan', 'broken.migtable'],
  ['import', 'Kiosk', 'Kiosk', '--from', 'backups', ...domain, '--migration-table', 'broken.migtable'],
];

/** What can stand for an argument or an option, and is the same in every language. */
const fixedValues = [
  ...['gpos', 'soms', 'wmi-filters', 'starters', 'backups', 'html', 'xml', 'json', 'markdown'],
  ...['all-enabled', 'user-disabled', 'computer-disabled', 'all-disabled'],
];

/** Commands that make a plan. */
const planned = new Set([
  ...['restore', 'import', 'copy', 'new', 'rename', 'delete', 'status', 'wmi-filter', 'link', 'acl'],
  ...['delete-backup', 'undo'],
]);

const helpLines: readonly (readonly string[])[] = [
  [],
  ...['sample', 'list', 'backup', 'restore', 'import', 'copy', 'new', 'rename', 'delete', 'status', 'wmi-filter'],
  ...['link', 'acl', 'migtable', 'report', 'delete-backup', 'undo'],
  ...['link add', 'link remove', 'link enable', 'link disable', 'link enforce', 'link unenforce', 'link order'],
  ...['link block', 'link unblock', 'acl check', 'acl repair', 'migtable new', 'migtable check'],
].map((words) => [...(typeof words === 'string' ? words.split(' ') : words), '--help']);

describe('gpo in another language', function () {
  this.timeout(300_000);
  let sandbox: GpoSandbox;
  before(async () => {
    sandbox = new GpoSandbox();
    const bundle = sandbox.path('bundle.json');
    writeFileSync(bundle, JSON.stringify(pseudoTranslation(await collectSentences())));
    sandbox.variables['GPO_L10N_BUNDLE'] = bundle;
    writeFileSync(
      sandbox.path('broken.migtable'),
      '<MigrationTable><Mapping><Type>Thing</Type><Source>\\\\a</Source><Other/></Mapping><X/></MigrationTable>',
    );
  });
  after(() => {
    sandbox.dispose();
  });

  /** The names and values that were in the domain, in the backups or in a plan. */
  const known = new Set<string>(['list', '--domain', 'Thing', 'Other', ...fixedValues]);
  const learn = (...args: readonly string[]): void => {
    const run = sandbox.run(...args, '--json');
    if (run.code === 0) for (const text of dataOf(JSON.parse(run.out))) known.add(text);
  };
  const learnNames = (): void => {
    for (const what of ['gpos', 'soms', 'wmi-filters', 'starters']) learn('list', what, ...domain);
    learn('list', 'backups', '--from', 'backups');
  };

  const check = (args: readonly string[], run: GpoRun): void => {
    const untranslated = (): readonly string[] =>
      untranslatedWords(run.out + run.err, [sandbox.folder, ...args, ...known]);
    if (untranslated().length > 0) learnNames();
    assert.deepEqual(untranslated(), [], `gpo ${args.join(' ')}\n${run.out}${run.err}`);
  };

  it('says all help in that language', () => {
    for (const args of helpLines) {
      const run = sandbox.run(...args);
      assert.equal(run.code, 0, args.join(' '));
      check(args, run);
    }
  });

  it('says lists, plans and summaries in that language', () => {
    for (const args of commandLines) {
      if (planned.has(args[0] ?? '') && !args.includes('check') && !args.includes('--list'))
        learn(...args, '--dry-run');
      const run = sandbox.run(...args);
      assert.ok(run.code === 0 || args.includes('check') || args[0] === 'undo', `${args.join(' ')}: ${run.err}`);
      check(args, run);
    }
  });

  it('says errors in that language', () => {
    for (const args of wrongLines) {
      const run = sandbox.run(...args);
      assert.notEqual(run.code, 0, args.join(' '));
      assert.match(run.err, /^gpo: /m, args.join(' '));
      check(args, run);
    }
  });

  it('writes the words of reports in that language', () => {
    for (const format of ['html', 'markdown']) {
      const run = sandbox.run('report', '--all', ...domain, '--format', format, '-o', `reports-${format}`);
      assert.equal(run.code, 0, run.err);
      for (const line of run.out.trim().split('\n')) {
        const file = line.split('  ', 1)[0] ?? '';
        const report = readFileSync(sandbox.path(`reports-${format}`, file), 'utf8');
        sandbox.run('report', file.replace(/\.\w+$/, ''), ...domain, '--format', 'xml', '-o', 'report.xml');
        const xml = readFileSync(sandbox.path('report.xml'), 'utf16le');
        assert.deepEqual(untranslatedHeadings(report, xml), [], line);
      }
    }
  });
});

/** Headings, column titles and names of rows of a report that are neither translated nor in the data. */
function untranslatedHeadings(report: string, xml: string): readonly string[] {
  const data = decoded(xml);
  const html = [...report.matchAll(/<(?:h[1-6]|summary|th)[^>]*>(.*?)<\/(?:h[1-6]|summary|th)>/gs)].map(
    ([, text]) => text,
  );
  const markdown = [
    ...[...report.matchAll(/^#+ (.*)$/gm)].map(([, text]) => text),
    ...[...report.matchAll(/^(\|.*)\n\| ---/gm)].flatMap(([, row]) => (row ?? '').split('|')),
  ];
  return [...html, ...markdown]
    .flatMap((text) => (text ?? '').split(/<[^>]*>/))
    .map((text) =>
      decoded(text)
        .replace(/\s+\d+\s*$/, '')
        .trim(),
    )
    .filter((text) => /[A-Za-z]{3}/.test(text) && !data.includes(text) && !isNameOfTheFormat(text));
}

/** Names that stand in the files themselves and are the same in every language. */
function isNameOfTheFormat(text: string): boolean {
  return ['SDDL', 'SID', 'UID'].includes(text);
}

function decoded(text: string): string {
  return text
    .replace(/\\([\\`*_{}[\]<>()#+.!|-])/g, '$1')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&#39;|&apos;/g, "'")
    .replace(/&amp;/g, '&');
}
