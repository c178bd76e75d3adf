import type { Problem } from '../../kernel/problem';
import { parseXml } from '../../xml/parseXml';
import { attributeOf, childElement, childElements, childText, textOf, type XmlElement } from '../../xml/xmlTree';
import {
  backupAttributeTypes,
  type BackupAttribute,
  type BackupCoreSettings,
  type BackupDirectoryObject,
  type BackupDocument,
  type BackupExtension,
  type BackupFileObject,
  type BackupObject,
  type BackupPrincipal,
} from './backupDocument';

/** Reads Backup.xml of scheme 2.0 and 1.0; undefined when it is none. */
export function readBackupXml(bytes: Uint8Array): {
  readonly value: BackupDocument | undefined;
  readonly problems: readonly Problem[];
} {
  const { root, problems } = parseXml(bytes);
  const gpo = root === undefined ? undefined : childElement(root, 'GroupPolicyObject');
  const core = gpo === undefined ? undefined : childElement(gpo, 'GroupPolicyCoreSettings');
  if (root === undefined || gpo === undefined || core === undefined) {
    const missing: Problem = { code: 'backup-xml-no-gpo', severity: 'error', place: {}, params: {} };
    return { value: undefined, problems: problems.length > 0 ? problems : [missing] };
  }
  const groups = childElement(gpo, 'SecurityGroups');
  const paths = childElement(gpo, 'FilePaths');
  // Some versions put the extension blocks beside the GPO's element, some inside it.
  const extensions = [...childElements(gpo, 'GroupPolicyExtension'), ...childElements(root, 'GroupPolicyExtension')];
  return {
    value: {
      version: attributeOf(root, 'version') ?? '',
      securityGroups: groups === undefined ? [] : childElements(groups, 'Group').map(readPrincipal),
      filePaths: paths === undefined ? [] : childElements(paths, 'Path').map(textOf),
      core: readCore(core),
      extensions: extensions.map(readExtension),
    },
    problems,
  };
}

function readPrincipal(element: XmlElement): BackupPrincipal {
  const text = (name: string): string => childText(element, name) ?? '';
  return {
    source: attributeOf(element, 'Source') ?? '',
    sid: text('Sid'),
    samAccountName: text('SamAccountName'),
    type: text('Type'),
    netbiosDomainName: text('NetBIOSDomainName'),
    dnsDomainName: text('DnsDomainName'),
    upn: text('UPN'),
  };
}

function readCore(element: XmlElement): BackupCoreSettings {
  const text = (name: string): string => childText(element, name) ?? '';
  return {
    id: text('ID'),
    domain: text('Domain'),
    securityDescriptor: text('SecurityDescriptor'),
    displayName: text('DisplayName'),
    options: text('Options'),
    userVersion: text('UserVersionNumber'),
    machineVersion: text('MachineVersionNumber'),
    machineExtensions: text('MachineExtensionGuids'),
    userExtensions: text('UserExtensionGuids'),
    wmiFilter: text('WMIFilter'),
    wmiFilterName: childText(element, 'WMIFilterName'),
  };
}

function readExtension(element: XmlElement): BackupExtension {
  return {
    id: attributeOf(element, 'ID') ?? '',
    name: attributeOf(element, 'DescName') ?? '',
    objects: childElements(element).flatMap(readObject),
  };
}

function readObject(element: XmlElement): readonly BackupObject[] {
  if (element.local === 'DSObject') return [readDirectoryObject(element)];
  return readFileObject(element);
}

function readFileObject(element: XmlElement): readonly BackupFileObject[] {
  if (element.local !== 'FSObjectFile' && element.local !== 'FSObjectDir') return [];
  return [
    {
      kind: element.local === 'FSObjectFile' ? 'file' : 'folder',
      path: attributeOf(element, 'Path') ?? '',
      sourceExpandedPath: attributeOf(element, 'SourceExpandedPath') ?? '',
      location: attributeOf(element, 'Location'),
      reEvaluate: attributeOf(element, 'ReEvaluateFunction'),
      children: childElements(element).flatMap(readFileObject),
    },
  ];
}

function readDirectoryObject(element: XmlElement): BackupDirectoryObject {
  return {
    kind: 'directory',
    path: attributeOf(element, 'Path') ?? '',
    objectClass: attributeOf(element, 'ObjectClass') ?? '',
    sourceExpandedPath: attributeOf(element, 'SourceExpandedPath') ?? '',
    reEvaluate: attributeOf(element, 'ReEvaluateFunction'),
    securityDescriptor: childText(element, 'SecurityDescriptor'),
    attributes: childElements(element).flatMap(readAttribute),
    children: childElements(element, 'DSObject').map(readDirectoryObject),
  };
}

function readAttribute(element: XmlElement): readonly BackupAttribute[] {
  const type = backupAttributeTypes.find((candidate) => element.local === `DSAttribute${candidate}`);
  if (type === undefined) return [];
  return [
    { type, name: attributeOf(element, 'DSAttrName') ?? '', values: childElements(element, 'DSValue').map(textOf) },
  ];
}
