import type { rightNames } from './extensions/userRights';

/** Names of the privileges and logon rights, by their constants. */
export type UserRight = (typeof rightNames)[number];

/**
 * The words of a report that are the product's own; what comes from the file stays in the file's language. `src/text`
 * gives them in the reader's language.
 */
export interface ReportWords {
  /** What the standard levels of access are called, by what GPMC writes in English. */
  readonly access: Readonly<Record<string, string>>;
  readonly account: string;
  readonly action: string;
  readonly actions: { readonly C: string; readonly R: string; readonly U: string; readonly D: string };
  readonly administrativeTemplates: string;
  readonly allow: string;
  readonly allowedPermissions: string;
  readonly and: string;
  readonly appLocker: string;
  readonly application: string;
  readonly auditing: readonly [none: string, success: string, failure: string, both: string];
  readonly audit: string;
  readonly auditPolicies: string;
  readonly accountPolicies: string;
  readonly advancedAudit: string;
  readonly collection: string;
  readonly command: string;
  readonly comment: string;
  readonly commentsIncluded: string;
  readonly computerConfiguration: string;
  readonly condition: string;
  readonly created: string;
  readonly createKeyOnly: string;
  readonly deny: string;
  readonly delegation: string;
  readonly description: string;
  readonly destination: string;
  readonly disabled: string;
  readonly domain: string;
  readonly effect: string;
  readonly enabled: string;
  readonly enforced: string;
  readonly eventLog: string;
  readonly exceptions: string;
  readonly expires: string;
  readonly explanation: string;
  readonly extension: string;
  readonly extraRegistrySettings: string;
  readonly file: string;
  readonly fileSystem: string;
  readonly filterDataAvailable: string;
  readonly filterName: string;
  readonly filesNotRendered: string;
  readonly firewall: string;
  readonly firewallProfile: string;
  readonly folder: string;
  readonly folderRedirection: string;
  readonly general: string;
  readonly globalSettings: string;
  readonly group: string;
  readonly guid: string;
  readonly inbound: string;
  readonly inherited: string;
  readonly inheritsFromParent: string;
  readonly issuedBy: string;
  readonly issuedTo: string;
  readonly itemTargeting: string;
  readonly key: string;
  readonly linkEnabled: string;
  readonly links: string;
  readonly location: string;
  readonly members: string;
  readonly memberOf: string;
  readonly modified: string;
  readonly more: string;
  readonly name: string;
  readonly nameResolution: string;
  readonly no: string;
  readonly noLinks: string;
  readonly nobody: string;
  /** Names of account policies, audit policies, event log settings and system access policies, by their constants. */
  readonly names: Readonly<Record<string, string>>;
  /** What elements and attributes are called that have no rendering of their own, by their names; more are made of the name. */
  readonly schema: Readonly<Record<string, string>>;
  /** Units of their numbers. */
  readonly units: Readonly<Record<string, string>>;
  readonly noSecurityFiltering: string;
  readonly noSettings: string;
  readonly not: string;
  readonly notConfigured: string;
  readonly noWmiFilter: string;
  readonly options: string;
  readonly or: string;
  readonly order: string;
  readonly outbound: string;
  readonly owner: string;
  readonly parameters: string;
  readonly path: string;
  readonly permissions: string;
  readonly policy: string;
  readonly port: string;
  readonly preferences: string;
  readonly profile: string;
  readonly propagate: string;
  readonly protocol: string;
  readonly publicKey: string;
  readonly readAt: string;
  readonly registryKeys: string;
  readonly remoteInstallation: string;
  readonly replacePermissions: string;
  readonly ignorePermissions: string;
  readonly requirement: string;
  readonly resultsComputer: string;
  readonly resultsUser: string;
  readonly restrictedGroups: string;
  readonly rsop: string;
  readonly rule: string;
  readonly scriptOrder: {
    readonly PSNotConfigured: string;
    readonly RunPSFirst: string;
    readonly RunPSLast: string;
  };
  readonly scripts: string;
  readonly script: string;
  readonly securityFiltering: string;
  readonly securityOptions: string;
  readonly securitySettings: string;
  readonly service: string;
  readonly services: string;
  readonly setting: string;
  readonly sideStatus: string;
  readonly size: string;
  readonly softwareInstallation: string;
  readonly source: string;
  readonly startup: string;
  readonly startupModes: { readonly Automatic: string; readonly Manual: string; readonly Disabled: string };
  readonly state: string;
  readonly subcategory: string;
  readonly trustee: string;
  readonly type: string;
  readonly userConfiguration: string;
  readonly userRights: string;
  readonly rights: Readonly<Record<UserRight, string>>;
  readonly value: string;
  readonly versionDirectory: string;
  readonly versionSysvol: string;
  readonly wmiFilter: string;
  readonly block: string;
  readonly addresses: string;
  readonly local: string;
  readonly remote: string;
  readonly noRules: string;
  readonly enforcement: string;
  readonly rendered: string;
  readonly values: string;
  /** `{0}` the version in Active Directory, `{1}` the one in SYSVOL. */
  readonly versions: string;
  readonly versionsDiffer: string;
  readonly allGpos: string;
  /** BCP 47: `en`. */
  readonly language: string;
  readonly contents: string;
  readonly details: string;
  readonly yes: string;
}
