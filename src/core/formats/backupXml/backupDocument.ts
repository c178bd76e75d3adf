/** Backup.xml: the GPO's attributes and the list of what belongs to the backup. Texts as written. */
export interface BackupDocument {
  readonly version: string;
  readonly securityGroups: readonly BackupPrincipal[];
  /** UNC paths found in settings. */
  readonly filePaths: readonly string[];
  readonly core: BackupCoreSettings;
  readonly extensions: readonly BackupExtension[];
}

/** A principal that the backup mentions. */
export interface BackupPrincipal {
  /** `FromDACL`, or empty for one found in settings; its `sid` may then be empty too. */
  readonly source: string;
  readonly sid: string;
  readonly samAccountName: string;
  /** The vocabulary of migration tables: User, GlobalGroup, Unknown … */
  readonly type: string;
  readonly netbiosDomainName: string;
  readonly dnsDomainName: string;
  readonly upn: string;
}

/** GroupPolicyCoreSettings. */
export interface BackupCoreSettings {
  readonly id: string;
  readonly domain: string;
  /** Hex bytes separated by blanks: a self-relative descriptor, owner and group left out by GPMC. */
  readonly securityDescriptor: string;
  readonly displayName: string;
  /** AD's `flags`. */
  readonly options: string;
  /** SYSVOL's version in the high, AD's in the low 16 bits (windows-facts.md 1.12). */
  readonly userVersion: string;
  readonly machineVersion: string;
  readonly machineExtensions: string;
  readonly userExtensions: string;
  /** `MSFT_SomFilter.ID="{guid}",Domain="dns"` or empty. */
  readonly wmiFilter: string;
  /** Undefined when the element is not there. */
  readonly wmiFilterName: string | undefined;
}

/** A GroupPolicyExtension block. */
export interface BackupExtension {
  readonly id: string;
  readonly name: string;
  readonly objects: readonly BackupObject[];
}

/** A row of an extension. */
export type BackupObject = BackupFileObject | BackupDirectoryObject;

/** A file or folder of the GPO; rows with a wildcard have no location and hold what matched as children. */
export interface BackupFileObject {
  readonly kind: 'file' | 'folder';
  readonly path: string;
  readonly sourceExpandedPath: string;
  /** Relative to the backup's folder, backslashes; undefined for a wildcard. */
  readonly location: string | undefined;
  readonly reEvaluate: string | undefined;
  readonly children: readonly BackupFileObject[];
}

/** An object in AD below the GPO: the class store of software installation, pushed printer connections. */
export interface BackupDirectoryObject {
  readonly kind: 'directory';
  readonly path: string;
  readonly objectClass: string;
  readonly sourceExpandedPath: string;
  readonly reEvaluate: string | undefined;
  readonly securityDescriptor: string | undefined;
  readonly attributes: readonly BackupAttribute[];
  readonly children: readonly BackupDirectoryObject[];
}

/** The element names of typed attributes, without `DSAttribute`. */
export const backupAttributeTypes = [
  'String',
  'DWORD',
  'MultiString',
  'MultiDWORD',
  'Binary',
  'ExpandedString',
] as const;

/** An attribute of an AD object. */
export interface BackupAttribute {
  readonly type: (typeof backupAttributeTypes)[number];
  readonly name: string;
  readonly values: readonly string[];
}
