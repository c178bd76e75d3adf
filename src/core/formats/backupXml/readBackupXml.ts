import type { Problem, ProblemCode } from '../../kernel/problem';
import { allAtOnce, type Steps } from '../../kernel/steps';
import { parseXmlSteps } from '../../xml/parseXml';
import { rememberSource } from '../../xml/sourceBytes';
import { childValue, valueText } from '../../xml/valueText';
import { attributeOf, childElement, childElements, placeOf, type XmlElement } from '../../xml/xmlTree';
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

/**
 * Reads Backup.xml of scheme 2.0 and 1.0; `value` is undefined when there is no GPO in it. Never throws. Problems: those of
 * {@link parseXmlSteps}; `backup-xml-no-gpo`; `backup-xml-missing {element}`; warnings `backup-xml-unknown-element {element}`
 * and `backup-xml-unknown-attribute {attribute}` for what the value cannot hold.
 */
export function readBackupXml(bytes: Uint8Array): ReadBackupXml {
  return allAtOnce(readBackupXmlSteps(bytes));
}

/** What {@link readBackupXml} found. */
export interface ReadBackupXml {
  readonly value: BackupDocument | undefined;
  readonly problems: readonly Problem[];
}

/** {@link readBackupXml} in steps. */
export function* readBackupXmlSteps(bytes: Uint8Array): Steps<ReadBackupXml> {
  const { root, problems } = yield* parseXmlSteps(bytes);
  const gpo = root?.local === 'GroupPolicyBackupScheme' ? childElement(root, 'GroupPolicyObject') : undefined;
  const core = gpo === undefined ? undefined : childElement(gpo, 'GroupPolicyCoreSettings');
  if (root === undefined || gpo === undefined || core === undefined) {
    const place = root === undefined ? { line: 1, column: 1 } : placeOf(root);
    return { value: undefined, problems: [...problems, error('backup-xml-no-gpo', place, {})] };
  }
  const reader = new BackupReader();
  const value = reader.document(root, gpo, core);
  const found = [...problems, ...reader.problems];
  const whole = found.every(({ severity }) => severity === 'warning');
  return { value: whole ? rememberSource(value, bytes) : value, problems: found };
}

class BackupReader {
  readonly problems: Problem[] = [];

  document(root: XmlElement, gpo: XmlElement, core: XmlElement): BackupDocument {
    this.#expect(root, ['GroupPolicyObject', 'GroupPolicyExtension'], ['version', 'type']);
    this.#expect(gpo, ['SecurityGroups', 'FilePaths', 'GroupPolicyCoreSettings', 'GroupPolicyExtension'], []);
    const groups = childElement(gpo, 'SecurityGroups');
    const paths = childElement(gpo, 'FilePaths');
    if (groups !== undefined) this.#expect(groups, ['Group'], []);
    if (paths !== undefined) this.#expect(paths, ['Path'], []);
    // Some versions put the extension blocks beside the GPO's element, some inside it.
    const extensions = [...childElements(gpo, 'GroupPolicyExtension'), ...childElements(root, 'GroupPolicyExtension')];
    return {
      version: attributeOf(root, 'version') ?? '',
      securityGroups: groups === undefined ? [] : childElements(groups, 'Group').map((group) => this.#principal(group)),
      filePaths: paths === undefined ? [] : childElements(paths, 'Path').map(valueText),
      core: this.#core(core),
      extensions: extensions.map((extension) => this.#extension(extension)),
    };
  }

  #principal(element: XmlElement): BackupPrincipal {
    this.#expect(element, ['Sid', 'SamAccountName', 'Type', 'NetBIOSDomainName', 'DnsDomainName', 'UPN'], ['Source']);
    const text = (name: string): string => childValue(element, name) ?? '';
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

  #core(element: XmlElement): BackupCoreSettings {
    this.#expect(element, [...coreElements, 'WMIFilterName'], []);
    const text = (name: (typeof coreElements)[number]): string => {
      const value = childValue(element, name);
      if (value === undefined) this.problems.push(error('backup-xml-missing', placeOf(element), { element: name }));
      return value ?? '';
    };
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
      wmiFilter: childValue(element, 'WMIFilter') ?? '',
      wmiFilterName: childValue(element, 'WMIFilterName'),
    };
  }

  #extension(element: XmlElement): BackupExtension {
    this.#expect(element, ['FSObjectFile', 'FSObjectDir', 'DSObject'], ['ID', 'DescName']);
    return {
      id: attributeOf(element, 'ID') ?? '',
      name: attributeOf(element, 'DescName') ?? '',
      objects: childElements(element).flatMap((child): readonly BackupObject[] =>
        child.local === 'DSObject' ? [this.#directoryObject(child)] : this.#fileObject(child),
      ),
    };
  }

  #fileObject(element: XmlElement): readonly BackupFileObject[] {
    if (element.local !== 'FSObjectFile' && element.local !== 'FSObjectDir') return [];
    this.#expect(
      element,
      ['FSObjectFile', 'FSObjectDir'],
      ['Path', 'SourceExpandedPath', 'ReEvaluateFunction', 'Location'],
    );
    return [
      {
        kind: element.local === 'FSObjectFile' ? 'file' : 'folder',
        path: attributeOf(element, 'Path') ?? '',
        sourceExpandedPath: attributeOf(element, 'SourceExpandedPath') ?? '',
        location: attributeOf(element, 'Location'),
        reEvaluate: attributeOf(element, 'ReEvaluateFunction'),
        children: childElements(element).flatMap((child) => this.#fileObject(child)),
      },
    ];
  }

  #directoryObject(element: XmlElement): BackupDirectoryObject {
    this.#expect(
      element,
      ['SecurityDescriptor', 'DSObject', ...backupAttributeTypes.map((type) => `DSAttribute${type}`)],
      ['Path', 'ObjectClass', 'SourceExpandedPath', 'ReEvaluateFunction'],
    );
    return {
      kind: 'directory',
      path: attributeOf(element, 'Path') ?? '',
      objectClass: attributeOf(element, 'ObjectClass') ?? '',
      sourceExpandedPath: attributeOf(element, 'SourceExpandedPath') ?? '',
      reEvaluate: attributeOf(element, 'ReEvaluateFunction'),
      securityDescriptor: childValue(element, 'SecurityDescriptor'),
      attributes: childElements(element).flatMap((child) => this.#attribute(child)),
      children: childElements(element, 'DSObject').map((child) => this.#directoryObject(child)),
    };
  }

  #attribute(element: XmlElement): readonly BackupAttribute[] {
    const type = backupAttributeTypes.find((candidate) => element.local === `DSAttribute${candidate}`);
    if (type === undefined) return [];
    this.#expect(element, ['DSValue'], ['DSAttrName']);
    const values = childElements(element, 'DSValue').map(valueText);
    return [{ type, name: attributeOf(element, 'DSAttrName') ?? '', values }];
  }

  /** Says which parts of an element the value has no place for. */
  #expect(element: XmlElement, children: readonly string[], attributes: readonly string[]): void {
    for (const child of childElements(element))
      if (!children.includes(child.local)) this.#warn('backup-xml-unknown-element', child, { element: child.name });
    for (const { name, local, namespace } of element.attributes)
      if (!attributes.includes(local) && namespace !== namespaceOfDeclarations)
        this.#warn('backup-xml-unknown-attribute', element, { attribute: name });
  }

  #warn(code: ProblemCode, element: XmlElement, params: Problem['params']): void {
    this.problems.push({ code, severity: 'warning', place: placeOf(element), params });
  }
}

const namespaceOfDeclarations = 'http://www.w3.org/2000/xmlns/';

const coreElements = [
  'ID',
  'Domain',
  'SecurityDescriptor',
  'DisplayName',
  'Options',
  'UserVersionNumber',
  'MachineVersionNumber',
  'MachineExtensionGuids',
  'UserExtensionGuids',
  'WMIFilter',
] as const;

function error(code: ProblemCode, place: Problem['place'], params: Problem['params']): Problem {
  return { code, severity: 'error', place, params };
}
