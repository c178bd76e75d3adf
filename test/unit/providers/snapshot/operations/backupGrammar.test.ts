import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { corpusFolder } from '../../../../fixtures/corpus';
import { MemoryFileStore } from '../../../../fakes/memoryFileStore';
import { OpenDomain, portsOf, quietly } from './operationsHarness';

interface Element {
  readonly name: string;
  /** Names in their order. */
  readonly attributes: string;
  readonly children: Element[];
  /** `cdata`, `text`, both, or empty; white space does not count. */
  content: string;
}

/** What an element looks like: patterns for the names of its attributes and children, and the form of its text. */
interface Rule {
  readonly attributes: RegExp;
  readonly children: RegExp;
  readonly content: RegExp;
}

const rule = (attributes: string, children: string, content = ''): Rule => ({
  attributes: new RegExp(`^(?:${attributes})$`),
  children: new RegExp(`^(?:${children})$`),
  content: new RegExp(`^(?:${content})$`),
});
const value = rule('', '', 'cdata|');
const required = rule('', '', 'cdata');
const fileRow = rule(
  'bkp:Path bkp:SourceExpandedPath( bkp:ReEvaluateFunction)?( bkp:Location)?',
  '(FSObjectFile|FSObjectDir| )*',
);
const attributeOf = (text: string): Rule => rule('bkp:DSAttrName', `(DSValue ?)*`, text);

/** Derived from the backups of the corpus, all of which it accepts. */
const grammar: Readonly<Record<string, Rule>> = {
  GroupPolicyBackupScheme: rule('bkp:version bkp:type xmlns:bkp xmlns', 'GroupPolicyObject'),
  GroupPolicyObject: rule('', 'SecurityGroups FilePaths GroupPolicyCoreSettings( GroupPolicyExtension){2,}'),
  SecurityGroups: rule('', '(Group ?)*'),
  Group: rule('(bkp:Source)?', 'Sid SamAccountName Type NetBIOSDomainName DnsDomainName UPN'),
  Sid: value,
  SamAccountName: value,
  Type: required,
  NetBIOSDomainName: value,
  DnsDomainName: value,
  UPN: value,
  FilePaths: rule('', '(Path ?)*'),
  Path: required,
  GroupPolicyCoreSettings: rule(
    '',
    'ID Domain SecurityDescriptor DisplayName Options UserVersionNumber MachineVersionNumber MachineExtensionGuids UserExtensionGuids WMIFilter( WMIFilterName)?',
  ),
  Domain: required,
  SecurityDescriptor: rule('', '', 'text|'),
  DisplayName: required,
  Options: required,
  UserVersionNumber: required,
  MachineVersionNumber: required,
  MachineExtensionGuids: value,
  UserExtensionGuids: value,
  WMIFilter: value,
  WMIFilterName: value,
  GroupPolicyExtension: rule('bkp:ID bkp:DescName', '((FSObjectFile|FSObjectDir|DSObject) ?)*'),
  FSObjectFile: fileRow,
  FSObjectDir: fileRow,
  DSObject: rule(
    'bkp:Path bkp:ObjectClass bkp:SourceExpandedPath( bkp:ReEvaluateFunction)?|bkp:Path bkp:SourceExpandedPath bkp:ObjectClass',
    '(SecurityDescriptor ?)?(DSObject ?|DSAttribute(String|DWORD|MultiString|MultiDWORD|Binary|ExpandedString) ?)*',
  ),
  DSAttributeString: attributeOf(''),
  DSAttributeDWORD: attributeOf(''),
  DSAttributeMultiString: attributeOf(''),
  DSAttributeMultiDWORD: attributeOf(''),
  DSAttributeBinary: attributeOf(''),
  DSAttributeExpandedString: attributeOf(''),
  DSValue: rule('', '', 'cdata|text'),
  Backups: rule('xmlns xmlns:mfst mfst:version', '(BackupInst ?)*'),
  BackupInst: rule(
    '(xmlns)?( ?xmlns:mfst)?( ?mfst:SIPresent)?',
    'GPOGuid GPODomain GPODomainGuid GPODomainController BackupTime ID Comment GPODisplayName',
  ),
  GPOGuid: required,
  GPODomain: required,
  GPODomainGuid: required,
  GPODomainController: required,
  BackupTime: required,
  ID: required,
  Comment: required,
  GPODisplayName: required,
};

/** Elements with what counts for the grammar; the rest of XML does not occur in these files. */
function parse(text: string): Element {
  const root: Element = { name: '', attributes: '', children: [], content: '' };
  const open = [root];
  for (const [token] of text.matchAll(/<!\[CDATA\[[\s\S]*?\]\]>|<\?[\s\S]*?\?>|<!--[\s\S]*?-->|<[^>]+>|[^<]+/g)) {
    const current = open.at(-1);
    assert.ok(current !== undefined);
    if (token.startsWith('<![CDATA[')) current.content += current.content.includes('cdata') ? '' : 'cdata';
    else if (token.startsWith('<?') || token.startsWith('<!--')) continue;
    else if (token.startsWith('</')) open.pop();
    else if (token.startsWith('<')) {
      const [name = ''] = /[^\s<>/]+/.exec(token) ?? [];
      const attributes = [...token.matchAll(/\s([\w:]+)="/g)].map((match) => match[1]).join(' ');
      const element: Element = { name, attributes, children: [], content: '' };
      current.children.push(element);
      if (!token.endsWith('/>')) open.push(element);
    } else if (token.trim() !== '' && token !== '\ufeff') current.content += 'text';
  }
  assert.equal(open.length, 1);
  const [element] = root.children;
  assert.ok(element !== undefined);
  return element;
}

function check(element: Element, where: string): void {
  const found = grammar[element.name];
  assert.ok(found !== undefined, `${where}: ${element.name}`);
  const children = element.children.map(({ name }) => name).join(' ');
  assert.match(element.attributes, found.attributes, `${where}: attributes of ${element.name}`);
  assert.match(children, found.children, `${where}: children of ${element.name}`);
  assert.match(element.content, found.content, `${where}: text of ${element.name}`);
  for (const child of element.children) check(child, where);
}

const isBackupFile = /^(?:backup|bkupinfo|manifest)\.xml$/i;

function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return filesBelow(path);
    return isBackupFile.test(entry.name) ? [path] : [];
  });
}

describe('the grammar of backups', () => {
  it('accepts every file that GPMC wrote', () => {
    const corpus = corpusFolder();
    const files = corpus === undefined ? [] : filesBelow(corpus);
    for (const path of files) check(parse(readFileSync(path, 'utf8')), path);
    assert.ok(corpus === undefined || files.length > 250);
  });

  it('refuses what is out of order', () => {
    const info = (children: string): Element => parse(`<BackupInst xmlns="x">${children}</BackupInst>`);
    assert.throws(() => {
      check(info('<ID><![CDATA[x]]></ID>'), '');
    });
    assert.throws(() => {
      check(parse('<Group bkp:Sauce="x"/>'), '');
    });
    assert.throws(() => {
      check(parse('<Domain>no cdata</Domain>'), '');
    });
  });

  it('accepts what is written for GPOs that were made through the ports alone', async () => {
    const files = new MemoryFileStore();
    const domain = await OpenDomain.sample(portsOf(files), '/domain');
    const made = await domain.writer.create('Made new', {});
    const [starter] = await domain.provider.reader.starterGpos();
    const fromStarter = await domain.writer.create(
      'From a starter',
      starter === undefined ? {} : { starter: starter.id },
    );
    await domain.writer.setStatus(made, 'user-disabled');
    const [filter] = await domain.provider.reader.wmiFilters();
    await domain.writer.setWmiFilter(fromStarter, filter?.id);
    for (const { id } of await domain.provider.reader.gpos(quietly)) await domain.backUp(id, '/set');
    const xml = [...files.contents('/set')].filter(([path]) => isBackupFile.test(files.basename(path)));
    assert.ok(xml.length > 30);
    for (const [path, hex] of xml) check(parse(Buffer.from(hex, 'hex').toString('utf8')), path);
  });
});
