import { t } from '@vscode/l10n';
import type { Command } from 'commander';
import { exitCodes } from './exitCodes';

/** Completes the help of the program and all its commands: words of the user's language, examples, exit codes. */
export function completeHelp(program: Command): void {
  for (const command of [program, ...allCommands(program)]) {
    command.helpOption('-h, --help', t('show help'));
    if (command.commands.length > 0) command.helpCommand('help [command]', t('show the help of a command'));
    const lines = examples[commandPath(command)];
    if (lines !== undefined) command.addHelpText('after', `\n${t('Examples:')}\n${indented(lines)}`);
  }
  program
    .configureHelp({
      styleTitle: (title) => headings()[title] ?? title,
      optionDescription: ({ description, defaultValue }) => withDefault(description, defaultValue),
      argumentDescription: ({ description, defaultValue }) => withDefault(description, defaultValue),
    })
    .addHelpText('after', () => `\n${t('Exit codes of all commands:')}\n${indented(exitCodeLines())}`)
    .addHelpText('after', () => `\n${t('"{0}" shows the options of a command and examples.', 'gpo COMMAND --help')}`);
}

/** All commands below a command, however deep. */
export function allCommands(command: Command): Command[] {
  return command.commands.flatMap((child) => [child, ...allCommands(child)]);
}

/** The words by which a command is called, without the program's name. */
export function commandPath(command: Command): string {
  const above = command.parent;
  return above === null ? '' : [commandPath(above), command.name()].filter((name) => name !== '').join(' ');
}

function headings(): Readonly<Record<string, string>> {
  return {
    'Usage:': t('Usage:'),
    'Arguments:': t('Arguments:'),
    'Options:': t('Options:'),
    'Commands:': t('Commands:'),
  };
}

function withDefault(description: string, value: unknown): string {
  return typeof value === 'string' && value !== '' ? t('{0} (when left out: {1})', description, value) : description;
}

function exitCodeLines(): readonly string[] {
  const meanings: { readonly [name in keyof typeof exitCodes]: string } = {
    done: t('done'),
    findings: t('a check or a comparison found something'),
    wrongUse: t('wrong use: an unknown option, no such GPO, an ambiguous name'),
    someFailed: t('some of it, or all of it, failed'),
    cancelled: t('cancelled'),
    environment: t('the environment does not allow it: no such domain, no permission, disk full, locked'),
  };
  return Object.entries(exitCodes).map(
    ([name, code]) => `${String(code)}  ${meanings[name as keyof typeof exitCodes]}`,
  );
}

function indented(lines: readonly string[]): string {
  return lines.map((line) => `  ${line}`).join('\n');
}

const examples: Readonly<Record<string, readonly string[]>> = {
  '': [
    'gpo sample contoso',
    'gpo list --domain contoso',
    'gpo backup --all --domain contoso --to backups',
    'gpo restore "Users - Desktop" --from backups --domain contoso --dry-run',
  ],
  sample: ['gpo sample contoso', 'gpo sample large --gpos 1000'],
  list: ['gpo list --domain contoso', 'gpo list soms --domain contoso', 'gpo list backups --from backups --json'],
  backup: [
    'gpo backup --all --domain contoso --to backups --comment "before the change"',
    'gpo backup "Users - Desktop" --domain contoso --to backups',
  ],
  restore: [
    'gpo restore "Users - Desktop" --from backups --domain contoso --dry-run',
    'gpo restore --all --from backups --domain contoso --restore-links --yes',
  ],
  import: [
    'gpo import "Users - Desktop" "Users - Test" --from backups --domain contoso',
    'gpo import "Users - Desktop" "Users - Test" --from backups --domain contoso --migration-table map.migtable --strict',
  ],
  copy: [
    'gpo copy "Users - Desktop" --new-name "Users - Test" --domain contoso',
    'gpo copy "Users - Desktop" --domain contoso --to fabrikam --migration-table map.migtable',
  ],
  new: ['gpo new "Servers - Test" --domain contoso', 'gpo new "Kiosk 2" --starter "Baseline" --domain contoso'],
  rename: ['gpo rename "Users - Test" "Users - Pilot" --domain contoso'],
  delete: [
    'gpo delete "Users - Test" --domain contoso --dry-run --json > plan.json',
    'gpo delete --domain contoso --plan plan.json',
  ],
  status: ['gpo status user-disabled "Servers - Baseline" --domain contoso'],
  'wmi-filter': [
    'gpo wmi-filter "Workstations - Security" --filter "Windows 11 clients" --domain contoso',
    'gpo wmi-filter "Workstations - Security" --clear --domain contoso',
  ],
  link: [
    'gpo link add "Users - Test" --at "OU=Users,DC=contoso,DC=com" --domain contoso',
    'gpo link enforce "Users - Test" --at "OU=Users,DC=contoso,DC=com" --domain contoso',
  ],
  'link add': ['gpo link add "Users - Test" --at "OU=Users,DC=contoso,DC=com" --enabled --domain contoso'],
  'link remove': ['gpo link remove "Users - Test" --at "OU=Users,DC=contoso,DC=com" --domain contoso'],
  'link enable': ['gpo link enable "Users - Test" --at "OU=Users,DC=contoso,DC=com" --domain contoso'],
  'link disable': ['gpo link disable "Users - Test" --at "OU=Users,DC=contoso,DC=com" --domain contoso'],
  'link enforce': ['gpo link enforce "Users - Test" --at "OU=Users,DC=contoso,DC=com" --domain contoso'],
  'link unenforce': ['gpo link unenforce "Users - Test" --at "OU=Users,DC=contoso,DC=com" --domain contoso'],
  'link order': ['gpo link order "Users - Test" --order 1 --at "OU=Users,DC=contoso,DC=com" --domain contoso'],
  'link block': ['gpo link block --at "OU=Servers,DC=contoso,DC=com" --domain contoso'],
  'link unblock': ['gpo link unblock --at "OU=Servers,DC=contoso,DC=com" --domain contoso'],
  acl: ['gpo acl check --all --domain contoso', 'gpo acl repair "Users - Desktop" --domain contoso'],
  'acl check': ['gpo acl check --all --domain contoso'],
  'acl repair': ['gpo acl repair "Users - Desktop" --domain contoso'],
  migtable: ['gpo migtable new "Users - Desktop" --domain contoso -o map.migtable', 'gpo migtable check map.migtable'],
  'migtable new': [
    'gpo migtable new "Users - Desktop" --domain contoso --security -o map.migtable',
    'gpo migtable new "Users - Desktop" --from backups -o map.migtable',
  ],
  'migtable check': ['gpo migtable check map.migtable'],
  report: [
    'gpo report "Users - Desktop" --domain contoso --format html -o report.html',
    'gpo report gpreport.xml --format markdown',
    'gpo report --all --domain contoso --format html -o reports',
  ],
  'delete-backup': ['gpo delete-backup "Users - Desktop" --from backups --dry-run'],
  undo: ['gpo undo --list --domain contoso', 'gpo undo --domain contoso --dry-run'],
};
