import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { commandIds, readingCommands, type CommandName } from '../../../src/vscode/commands/ids';
import { missingFlags } from '../../../src/vscode/views/missingCapabilities';
import { contextKeys, viewIds } from '../../../src/vscode/views/viewIds';

const project = join(__dirname, '..', '..', '..');

interface MenuItem {
  readonly command: string;
  readonly when?: string;
  readonly group?: string;
}

interface Manifest {
  readonly main: string;
  readonly capabilities: { readonly untrustedWorkspaces: { readonly restrictedConfigurations: readonly string[] } };
  readonly contributes: {
    readonly commands: readonly {
      readonly command: string;
      readonly title: string;
      readonly category: string;
      readonly enablement?: string;
    }[];
    readonly menus: Readonly<Record<string, readonly MenuItem[]>>;
    readonly keybindings: readonly { readonly command: string; readonly when: string; readonly args?: string }[];
    readonly views: Readonly<Record<string, readonly { readonly id: string }[]>>;
    readonly viewsWelcome: readonly { readonly view: string; readonly contents: string; readonly when: string }[];
    readonly configuration: {
      readonly properties: Readonly<Record<string, { readonly scope: string; readonly markdownDescription: string }>>;
    };
    readonly walkthroughs: readonly {
      readonly steps: readonly {
        readonly media: { readonly svg: string };
        readonly completionEvents: readonly string[];
      }[];
    }[];
  };
}

const text = readFileSync(join(project, 'package.json'), 'utf8');
const manifest = JSON.parse(text) as Manifest;
const { contributes } = manifest;
const nls = JSON.parse(readFileSync(join(project, 'package.nls.json'), 'utf8')) as Readonly<Record<string, string>>;
/** Commands of the report page's context menu, which the report editor registers itself. */
const reportCommands = ['groupPolicy.report.copyRow', 'groupPolicy.report.copySection'];
const known = new Set<string>([...Object.values(commandIds), ...reportCommands]);

function menuItems(): readonly (MenuItem & { readonly menu: string })[] {
  return Object.entries(contributes.menus).flatMap(([menu, items]) => items.map((item) => ({ menu, ...item })));
}

function sources(folder: string): string {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => readFileSync(join(folder, name), 'utf8'))
    .join('\n');
}

describe('what package.json contributes', () => {
  it('has the commands that the program has, each once', () => {
    const contributed = contributes.commands.map(({ command }) => command);
    assert.deepEqual([...contributed].sort(), [...known].sort());
  });

  it('gives every command a title with a verb and the category', () => {
    for (const { command, title, category } of contributes.commands) {
      assert.match(title, /^%command\.[\w.]+%$/, command);
      assert.equal(category, '%category%', command);
    }
  });

  it('disables in Restricted Mode what the program refuses there, and nothing else', () => {
    const enabled = new Map(contributes.commands.map(({ command, enablement }) => [command, enablement]));
    for (const [name, id] of Object.entries(commandIds)) {
      const isReading = readingCommands.has(name as CommandName);
      assert.equal(enabled.get(id)?.split(' && ')[0], isReading ? undefined : 'isWorkspaceTrusted', id);
    }
  });

  it('disables on rows what the domain cannot do', () => {
    const names = ['operations', 'gpoWriter', 'linkWriter', 'aclTools'] as const;
    const flags = missingFlags(Object.fromEntries(names.map((name) => [name, 'no'])));
    const used = new Set<string>();
    for (const { command, enablement } of contributes.commands) {
      const [, ...conditions] = enablement?.split(' && ') ?? [];
      for (const condition of conditions) {
        const flag = /^!\(viewItem =~ \/\\\+(\w+)\(\\\+\|\$\)\/\)$/.exec(condition)?.[1] ?? condition;
        assert.ok(flags.includes(flag), `${command}: ${condition}`);
        used.add(flag);
      }
    }
    assert.deepEqual([...used].sort(), [...flags].sort());
  });

  it('names only commands that exist in menus, keys, welcome texts and walkthrough', () => {
    const named = [
      ...menuItems().map(({ command }) => command),
      ...contributes.keybindings.map(({ command }) => command),
      ...[...JSON.stringify(nls).matchAll(/command:(groupPolicy\.[\w.]+)/g)].map(([, command]) => command ?? ''),
      ...contributes.walkthroughs
        .flatMap(({ steps }) => steps.flatMap(({ completionEvents }) => completionEvents))
        .map((event) => event.replace('onCommand:', '')),
    ];
    assert.deepEqual(
      named.filter((command) => !known.has(command)),
      [],
    );
  });

  it('takes what is selected in the view that has the focus, and in no other, where a key starts a command on rows', () => {
    const ofRows = contributes.keybindings.filter(({ args }) => args !== undefined);
    assert.ok(ofRows.length > 0);
    for (const { command, when, args } of ofRows)
      assert.equal(/focusedView == ([\w.]+)/.exec(when)?.[1], args, command);
  });

  it('offers every command somewhere: in the palette, or in a menu where it is hidden there', () => {
    const hidden = new Set(
      (contributes.menus['commandPalette'] ?? []).filter(({ when }) => when === 'false').map(({ command }) => command),
    );
    const elsewhere = new Set(
      menuItems()
        .filter(({ menu }) => menu !== 'commandPalette')
        .map(({ command }) => command),
    );
    assert.deepEqual(
      [...hidden].filter((command) => !elsewhere.has(command)),
      [],
    );
  });

  it('has a when clause on every menu item of views, files and pages, with known views and context values', () => {
    const values = new Set(
      [...sources(join(project, 'src', 'vscode')).matchAll(/contextValue\('(\w+)'/g)].map(([, kind]) => kind),
    );
    for (const { menu, command, when } of menuItems()) {
      assert.ok(when !== undefined && when !== '', `${menu}: ${command}`);
      for (const [, view] of when.matchAll(/view == ([\w.]+)/g))
        assert.ok(Object.values<string>(viewIds).includes(view ?? ''), `${command}: ${view ?? ''}`);
      for (const [, kinds] of when.matchAll(/viewItem =~ \/\^groupPolicy\\\.\(?([\w|]+)\)?\(/g))
        for (const kind of (kinds ?? '').split('|')) assert.ok(values.has(kind), `${command}: ${kind}`);
    }
  });

  it('uses only context keys that the program sets', () => {
    const keys = new Set<string>(Object.values(contextKeys));
    const notKeys = new Set([...Object.values<string>(viewIds), ...known]);
    const clauses = [...menuItems().map(({ when }) => when ?? ''), ...contributes.viewsWelcome.map(({ when }) => when)];
    const used = clauses.flatMap((when) =>
      [...when.matchAll(/(?<!['=^/\w] ?)(?<!== )\bgroupPolicy\.[\w.]+/g)].map(([key]) => key),
    );
    assert.ok(used.length > 0);
    assert.deepEqual(
      [...new Set(used)].filter((key) => !keys.has(key) && !notKeys.has(key)),
      [],
    );
  });

  it('has at most two inline actions on a row', () => {
    const rows = new Map<string, number>();
    for (const { group, when } of contributes.menus['view/item/context'] ?? [])
      if (group?.startsWith('inline') === true) rows.set(when ?? '', (rows.get(when ?? '') ?? 0) + 1);
    for (const [when, count] of rows) assert.ok(count <= 2, when);
  });

  it('has a text for every key that it names, and names every key', () => {
    const named = new Set([...text.matchAll(/"%([\w.]+)%"/g)].map(([, key]) => key ?? ''));
    assert.deepEqual([...named].sort(), Object.keys(nls).sort());
    for (const [key, value] of Object.entries(nls)) assert.notEqual(value.trim(), '', key);
  });

  it('has no text for people outside package.nls.json', () => {
    const shown = /"(?:title|name|displayName|contents|markdownDescription|altText)": "([^%"][^"]*)"/g;
    const plain = [...JSON.stringify(contributes, undefined, 1).matchAll(shown)].map(([, found]) => found);
    assert.deepEqual(plain, []);
  });

  it('keeps folders and domains out of the reach of a workspace', () => {
    const { properties } = contributes.configuration;
    for (const [name, { scope }] of Object.entries(properties)) assert.equal(scope, 'machine', name);
    const { restrictedConfigurations } = manifest.capabilities.untrustedWorkspaces;
    assert.deepEqual([...restrictedConfigurations].sort(), Object.keys(properties).sort());
  });

  it('has the files that it names', () => {
    const files = [...text.matchAll(/"((?:media)\/[^"]+)"/g)].map(([, file]) => file ?? '');
    assert.ok(files.length > 0);
    for (const file of files) assert.ok(existsSync(join(project, file)), file);
  });
});
