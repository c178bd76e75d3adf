import { parseXml } from '../../../../../src/core/xml/parseXml';
import { childElements, type XmlElement } from '../../../../../src/core/xml/xmlTree';

/** What GPMC writes in one element: children in this order, attributes in one of these, and how its text is held. */
interface Rule {
  /** Over the children's names, each followed by one blank. */
  readonly children?: RegExp;
  readonly attributes?: readonly string[];
  /** `optional`: CDATA, or an empty element. Without it no text but blanks. */
  readonly text?: 'cdata' | 'optional' | 'plain';
}

/** The elements and attributes of GPMC's three backup files. Derived from the corpus, which every use of it checks. */
export type Grammar = Readonly<Record<string, Rule>>;

const value: Rule = { text: 'cdata' };
const optional: Rule = { text: 'optional' };
const attributeOfObject: Rule = { children: /^(DSValue )*$/, attributes: ['bkp:DSAttrName'] };

/** Backup.xml. */
export const backupXmlGrammar: Grammar = {
  GroupPolicyBackupScheme: {
    children: /^GroupPolicyObject $/,
    attributes: ['bkp:version bkp:type xmlns:bkp xmlns'],
  },
  GroupPolicyObject: {
    children: /^SecurityGroups FilePaths GroupPolicyCoreSettings (GroupPolicyExtension ){2,}$/,
  },
  SecurityGroups: { children: /^(Group )*$/ },
  Group: {
    children: /^Sid SamAccountName Type NetBIOSDomainName DnsDomainName UPN $/,
    attributes: ['', 'bkp:Source'],
  },
  Sid: optional,
  SamAccountName: optional,
  Type: value,
  NetBIOSDomainName: optional,
  DnsDomainName: optional,
  UPN: optional,
  FilePaths: { children: /^(Path )*$/ },
  Path: value,
  GroupPolicyCoreSettings: {
    children:
      /^ID Domain SecurityDescriptor DisplayName Options UserVersionNumber MachineVersionNumber MachineExtensionGuids UserExtensionGuids WMIFilter (WMIFilterName )?$/,
  },
  ID: value,
  Domain: value,
  SecurityDescriptor: { text: 'plain' },
  DisplayName: value,
  Options: value,
  UserVersionNumber: value,
  MachineVersionNumber: value,
  MachineExtensionGuids: optional,
  UserExtensionGuids: optional,
  WMIFilter: optional,
  WMIFilterName: optional,
  GroupPolicyExtension: {
    children: /^((FSObjectFile|FSObjectDir|DSObject) )*$/,
    attributes: ['bkp:ID bkp:DescName'],
  },
  FSObjectFile: {
    children: /^(FSObjectFile )*$/,
    attributes: [
      'bkp:Path bkp:SourceExpandedPath',
      'bkp:Path bkp:SourceExpandedPath bkp:Location',
      'bkp:Path bkp:SourceExpandedPath bkp:ReEvaluateFunction',
      'bkp:Path bkp:SourceExpandedPath bkp:ReEvaluateFunction bkp:Location',
    ],
  },
  FSObjectDir: {
    children: /^(FSObjectDir )*$/,
    attributes: ['bkp:Path bkp:SourceExpandedPath', 'bkp:Path bkp:SourceExpandedPath bkp:Location'],
  },
  DSObject: {
    children:
      /^(SecurityDescriptor )?(DSObject )*(DSAttribute(String|DWORD|MultiString|MultiDWORD|Binary|ExpandedString) )*(DSObject )*$/,
    attributes: [
      'bkp:Path bkp:ObjectClass bkp:SourceExpandedPath',
      'bkp:Path bkp:ObjectClass bkp:SourceExpandedPath bkp:ReEvaluateFunction',
      'bkp:Path bkp:SourceExpandedPath bkp:ObjectClass',
    ],
  },
  DSAttributeString: attributeOfObject,
  DSAttributeDWORD: attributeOfObject,
  DSAttributeMultiString: attributeOfObject,
  DSAttributeMultiDWORD: attributeOfObject,
  DSAttributeBinary: attributeOfObject,
  DSAttributeExpandedString: attributeOfObject,
};

const instanceChildren = /^GPOGuid GPODomain GPODomainGuid GPODomainController BackupTime ID Comment GPODisplayName $/;
const instanceValues: Grammar = Object.fromEntries(
  ['GPOGuid', 'GPODomain', 'GPODomainGuid', 'GPODomainController', 'BackupTime', 'ID', 'Comment', 'GPODisplayName'].map(
    (name) => [name, value],
  ),
);

/** bkupInfo.xml. */
export const bkupInfoGrammar: Grammar = {
  BackupInst: { children: instanceChildren, attributes: ['xmlns', 'xmlns xmlns:mfst mfst:SIPresent'] },
  ...instanceValues,
};

/** manifest.xml. */
export const manifestGrammar: Grammar = {
  Backups: { children: /^(BackupInst )*$/, attributes: ['xmlns xmlns:mfst mfst:version'] },
  BackupInst: { children: instanceChildren, attributes: ['', 'xmlns', 'mfst:SIPresent'] },
  ...instanceValues,
};

/** What in a file GPMC would not have written; empty when it could be GPMC's. */
export function grammarViolations(bytes: Uint8Array, grammar: Grammar): readonly string[] {
  const { root, problems } = parseXml(bytes);
  if (root === undefined) return ['no root'];
  return [...problems.map(({ code }) => code), ...violations(root, grammar)];
}

function violations(element: XmlElement, grammar: Grammar): readonly string[] {
  const found: string[] = [];
  // DSValue is CDATA except in the template's expanded strings.
  const rule = element.name === 'DSValue' ? dsValueRule(element) : grammar[element.name];
  if (rule === undefined) return [`unknown element ${element.name}`];
  const children = childElements(element)
    .map(({ name }) => `${name} `)
    .join('');
  if (!(rule.children ?? /^$/).test(children)) found.push(`children of ${element.name}: ${children}`);
  const attributes = element.attributes.map(({ name }) => name).join(' ');
  if (!(rule.attributes ?? ['']).includes(attributes)) found.push(`attributes of ${element.name}: ${attributes}`);
  const text = textKind(element);
  const allowed = { none: ['none'], cdata: ['cdata'], optional: ['cdata', 'none'], plain: ['plain', 'none'] } as const;
  if (!(allowed[rule.text ?? 'none'] as readonly string[]).includes(text))
    found.push(`text of ${element.name}: ${text}`);
  return [...found, ...childElements(element).flatMap((child) => violations(child, grammar))];
}

function dsValueRule(element: XmlElement): Rule {
  return { text: textKind(element) === 'plain' ? 'plain' : 'cdata' };
}

function textKind(element: XmlElement): 'none' | 'cdata' | 'plain' {
  if (element.children.some((child) => child.kind === 'text' && child.cdata)) return 'cdata';
  return element.children.some((child) => child.kind === 'text' && child.text.trim() !== '') ? 'plain' : 'none';
}
