import type {
  BackupAttribute,
  BackupDirectoryObject,
  BackupDocument,
  BackupObject,
} from '../../../core/formats/backupXml/backupDocument';

/**
 * Objects below a GPO in AD: the class stores of software installation, pushed printer connections and whatever else. A
 * snapshot keeps the objects alone; a backup puts those of software installation into GPMC's template, whose row with a
 * wildcard stands for all packages and names the attributes that a package can have.
 */
export interface ChildObjects {
  readonly classStores: readonly BackupDirectoryObject[];
  readonly others: readonly BackupDirectoryObject[];
}

const classStorePath = /^cn=class store,(%GPO_(?:MACH|USER)_DSPATH%)$/i;
const wildcardPath = '*,';

/** The objects of a backup as a snapshot keeps them: without the template's wildcard and without the domain's names. */
export function objectsOfBackup({ extensions }: BackupDocument): readonly BackupDirectoryObject[] {
  return extensions.flatMap(({ objects }) => objects.filter(isDirectory)).flatMap(kept);
}

/** The GPO whose objects they are. */
export interface ObjectsOwner {
  /** In braces. */
  readonly id: string;
  readonly dnsName: string;
  /** Whether the GPO's extension lists name software installation; without it its objects are like any other. */
  readonly hasSoftware: boolean;
}

/** The objects of a GPO as rows of a backup. */
export function objectsForBackup(objects: readonly BackupDirectoryObject[], gpo: ObjectsOwner): ChildObjects {
  const stores = gpo.hasSoftware ? objects.filter(({ path }) => classStorePath.test(path)) : [];
  return {
    classStores: stores.map((store) => withSource(inTemplate(store), gpo, 'cn')),
    others: objects.filter((object) => !stores.includes(object)).map((object) => withSource(object, gpo, 'CN')),
  };
}

function isDirectory(object: BackupObject): object is BackupDirectoryObject {
  return object.kind === 'directory';
}

function kept(object: BackupDirectoryObject): readonly BackupDirectoryObject[] {
  const children = object.children.flatMap(kept);
  if (object.path.startsWith(wildcardPath)) return children;
  return [{ ...object, sourceExpandedPath: '', reEvaluate: undefined, children }];
}

/** Packages stand below the wildcard; the container itself has nothing else. */
function inTemplate(store: BackupDirectoryObject): BackupDirectoryObject {
  return {
    ...store,
    children: store.children.map((container) =>
      /^cn=packages,/i.test(container.path) ? { ...container, children: [packagesRow(container)] } : container,
    ),
  };
}

function packagesRow(container: BackupDirectoryObject): BackupDirectoryObject {
  return {
    kind: 'directory',
    path: wildcardPath + container.path,
    objectClass: 'packageRegistration',
    sourceExpandedPath: '',
    reEvaluate: 'SIProcessAllPackageObjects',
    securityDescriptor: '',
    attributes: packageAttributes,
    children: container.children,
  };
}

function withSource(object: BackupDirectoryObject, gpo: ObjectsOwner, rdn: 'cn' | 'CN'): BackupDirectoryObject {
  const domain = gpo.dnsName
    .split('.')
    .map((part) => `DC=${part}`)
    .join(',');
  const root = `${rdn}=${gpo.id},CN=Policies,CN=System,${domain}`;
  const expanded = object.path
    .replace(/%GPO_MACH_DSPATH%/i, () => `${rdn}=Machine,${root}`)
    .replace(/%GPO_USER_DSPATH%/i, () => `${rdn}=User,${root}`)
    .replace(/%GPO_DSPATH%/i, () => root);
  return {
    ...object,
    sourceExpandedPath: expanded,
    children: object.children.map((child) => withSource(child, gpo, rdn)),
  };
}

const attribute = (type: BackupAttribute['type'], name: string): BackupAttribute => ({ type, name, values: [] });

/** The attributes of a package in GPMC's template, in its order (measured). */
const packageAttributes: readonly BackupAttribute[] = [
  attribute('Binary', 'objectGUID'),
  attribute('MultiString', 'cOMClassID'),
  attribute('MultiString', 'cOMProgID'),
  attribute('MultiString', 'fileExtPriority'),
  attribute('MultiDWORD', 'localeID'),
  attribute('MultiDWORD', 'machineArchitecture'),
  attribute('DWORD', 'versionNumberHi'),
  attribute('DWORD', 'versionNumberLo'),
  attribute('DWORD', 'revision'),
  attribute('DWORD', 'packageType'),
  attribute('DWORD', 'packageFlags'),
  attribute('String', 'packageName'),
  attribute('String', 'msiScriptPath'),
  attribute('String', 'msiScriptName'),
  attribute('DWORD', 'msiScriptSize'),
  attribute('MultiString', 'url'),
  attribute('String', 'setupCommand'),
  attribute('String', 'lastUpdateSequence'),
  attribute('MultiString', 'msiFileList'),
  attribute('MultiString', 'categories'),
  attribute('MultiString', 'canUpgradeScript'),
  attribute('DWORD', 'installUiLevel'),
  attribute('Binary', 'msiScript'),
  attribute('String', 'displayName'),
  attribute('Binary', 'productCode'),
  attribute('Binary', 'upgradeProductCode'),
  attribute('String', 'Vendor'),
];
