/**
 * The messages between this product and `src/powershell/host.ps1`: JSON-RPC 2.0, one ASCII JSON object a line, over the
 * standard streams of a PowerShell session. The script's half is in `src/powershell/README.md`; both change together.
 * GUIDs are upper case in braces, times ISO 8601 in UTC, paths absolute Windows paths.
 */

/** Raised with every change that an older script would misunderstand; the handshake compares it. */
export const protocolVersion = 1;

/** What the session found out about itself and the computer; nothing in it is a reason to end by itself. */
export interface Handshake {
  readonly protocol: number;
  readonly powershell: string;
  readonly edition: 'Desktop' | 'Core';
  readonly languageMode: 'FullLanguage' | 'ConstrainedLanguage' | 'RestrictedLanguage' | 'NoLanguage';
  /** Effective execution policy; empty where it cannot be read. */
  readonly executionPolicy: string;
  readonly bits: 32 | 64;
  readonly elevated: boolean;
  readonly processId: number;
  /** `DOMAIN\account`. */
  readonly account: string;
  /** DNS name of the computer's domain; empty where it is joined to none. */
  readonly joinedDomain: string;
  /** Version of the class that answers to the start parameter's ProgID; undefined where it is not registered. */
  readonly gpmc: { readonly progId: string; readonly threadingModel: string } | undefined;
  /** Whether the progress sink could be compiled or was there; else operations run synchronously. */
  readonly sink: { readonly available: true } | { readonly available: false; readonly reason: string };
  readonly apartment: 'MTA' | 'STA';
}

/** Which domain controller answers all calls for a domain. */
export type ControllerChoice =
  { readonly kind: 'pdc' } | { readonly kind: 'any' } | { readonly kind: 'named'; readonly name: string };

/** A domain as the session opened it. */
export interface OpenedDomain {
  readonly dnsName: string;
  readonly netbiosName: string;
  readonly sid: string;
  readonly guid: string;
  /** The controller that answered and is now pinned. */
  readonly controller: string;
  /** Distinguished name of the domain and of the container of sites. */
  readonly distinguishedName: string;
  readonly account: string;
}

/** What the first pass of a list knows of a GPO: nothing of it is read from SYSVOL. */
export interface ListedGpo {
  readonly id: string;
  readonly name: string;
  readonly computerEnabled: boolean;
  readonly userEnabled: boolean;
  readonly computerVersion: number;
  readonly userVersion: number;
  readonly wmiFilter: string | null;
  readonly created: string;
  readonly modified: string;
  readonly owner: string;
  readonly description: string;
}

/** What the second pass adds: it costs reads of SYSVOL. `null`: could not be read. */
export interface ComparedGpo {
  readonly id: string;
  readonly computerSysvolVersion: number | null;
  readonly userSysvolVersion: number | null;
  readonly aclConsistent: boolean | null;
}

/** A permission as GPMC groups it (GPMPermissionType). */
export interface ListedPermission {
  readonly sid: string;
  readonly name: string | null;
  /** GPMTrustee.TrusteeType is a SID_NAME_USE value. */
  readonly sidNameUse: number;
  readonly permission: number;
  readonly denied: boolean;
  readonly inherited: boolean;
}

export interface GpoFacts {
  readonly gpo: ListedGpo;
  readonly compared: ComparedGpo;
  readonly sddl: string;
  readonly permissions: readonly ListedPermission[];
  /** Absolute path of the GPO's SYSVOL folder at the pinned controller. */
  readonly sysvolPath: string;
  readonly files: readonly { readonly path: string; readonly size: number }[];
  readonly computerExtensions: string;
  readonly userExtensions: string;
}

export interface ListedLink {
  readonly gpo: string;
  readonly gpoDomain: string;
  readonly enabled: boolean;
  readonly enforced: boolean;
}

export interface ListedSom {
  readonly path: string;
  readonly kind: 'domain' | 'ou' | 'site';
  readonly name: string;
  readonly inheritanceBlocked: boolean;
  /** In link order, first = highest precedence. */
  readonly links: readonly ListedLink[];
}

/** One Status call of the server, or what took its place. */
export interface OperationReport {
  readonly numerator: number;
  readonly denominator: number;
  readonly hresult: number;
  readonly messages: readonly {
    readonly objectPath: string;
    readonly errorCode: number;
    readonly operationCode: number;
    readonly extensionName: string;
    readonly settingsName: string;
    readonly text: string;
  }[];
  /** Whether Cancel can reach the server now; false: Cancel takes effect after this GPO. */
  readonly cancellable: boolean;
}

/** Every request needs a domain but `session/hello`: `domain` is the DNS name given to `domain/open`. */
export interface Requests {
  'session/hello': { params: { readonly protocol: number }; result: Handshake };
  'domain/open': { params: { readonly domain: string; readonly controller: ControllerChoice }; result: OpenedDomain };
  'domain/close': { params: InDomain; result: null };
  /** Streams `ListedGpo[]` in batches of 200 as progress. */
  'gpos/list': { params: InDomain; result: null };
  /** Streams `ComparedGpo[]` as progress. */
  'gpos/compare': { params: InDomain & { readonly gpos: readonly string[] }; result: null };
  'gpos/names': { params: InDomain; result: readonly { readonly id: string; readonly name: string }[] };
  'gpo/read': { params: OfGpo; result: GpoFacts };
  /** Streams `ListedSom[]` as progress: the domain, its OUs, the sites. */
  'soms/list': { params: InDomain; result: null };
  'wmiFilters/list': {
    params: InDomain;
    result: readonly {
      readonly id: string;
      readonly name: string;
      readonly description: string;
      readonly queries: readonly { readonly namespace: string; readonly query: string }[];
    }[];
  };
  'starterGpos/list': {
    params: InDomain;
    result: readonly { readonly id: string; readonly name: string; readonly description: string }[];
  };
  'principals/find': {
    params: InDomain & { readonly texts: readonly string[] };
    result: readonly {
      readonly text: string;
      readonly sid: string;
      readonly name: string;
      readonly sidNameUse: number;
    }[];
  };

  /** The seven: each streams `OperationReport` as progress. `result` is what the operation made. */
  'gpo/backup': {
    params: OfGpo & { readonly folder: string; readonly comment: string };
    result: { readonly backup: string };
  };
  'gpo/restore': { params: InDomain & BackupPlace; result: null };
  'gpo/import': {
    params: OfGpo & BackupPlace & { readonly migrationTable: string | null; readonly strict: boolean };
    result: null;
  };
  'gpo/copy': {
    params: OfGpo & {
      readonly targetDomain: string;
      readonly name: string;
      readonly copyAcl: boolean;
      readonly migrationTable: string | null;
      readonly strict: boolean;
    };
    result: { readonly gpo: string };
  };
  'gpo/report': { params: OfGpo & { readonly file: string }; result: null };
  'backup/report': { params: InDomain & BackupPlace & { readonly file: string }; result: null };

  'gpo/create': {
    params: InDomain & { readonly name: string; readonly starter: string | null };
    result: { readonly gpo: string };
  };
  'gpo/rename': { params: OfGpo & { readonly name: string }; result: null };
  'gpo/delete': { params: OfGpo; result: null };
  'gpo/setStatus': { params: OfGpo & { readonly computer: boolean; readonly user: boolean }; result: null };
  'gpo/setWmiFilter': { params: OfGpo & { readonly filter: string | null }; result: null };
  'gpo/setSecurity': { params: OfGpo & { readonly sddl: string }; result: null };
  'gpo/isAclConsistent': { params: OfGpo; result: { readonly consistent: boolean } };
  'gpo/repairAcl': { params: OfGpo; result: null };
  /** Fails with `links-changed` where the links are not `expected`. */
  'som/setLinks': {
    params: InDomain & {
      readonly som: string;
      readonly expected: readonly ListedLink[];
      readonly links: readonly ListedLink[];
    };
    result: null;
  };
  'som/setInheritanceBlocked': { params: InDomain & { readonly som: string; readonly blocked: boolean }; result: null };
}

export interface InDomain {
  readonly domain: string;
}

export interface OfGpo extends InDomain {
  readonly gpo: string;
}

/** A backup in GPMC's layout: the backup set's folder and the id in it. */
export interface BackupPlace {
  readonly folder: string;
  readonly backup: string;
}

/** Notification from the script while a request runs: `id` is the request's. */
export interface ProgressParams {
  readonly id: number;
  readonly value: unknown;
}

/** Notifications. `$/cancelRequest` `{ id }` goes to the script, which calls IGPMAsyncCancel::Cancel as soon as it holds one. */
export const progressMethod = '$/progress';
export const cancelMethod = '$/cancelRequest';
/** From the script, for the log: `{ level, text }`. */
export const logMethod = 'session/log';

/** `error.data` of a failed request. JSON-RPC's `error.code` is -32000 for these, -32601 and -32602 for a wrong request. */
export interface FailureData {
  readonly kind:
    'hresult' | 'cancelled' | 'not-found' | 'links-changed' | 'not-open' | 'name-taken' | 'unavailable' | 'unexpected';
  /** Signed 32 bits; 0 where there is none. */
  readonly hresult: number;
  /** The server's messages, where it gave any. */
  readonly messages: OperationReport['messages'];
  /** Which call failed: `IGPMGPO.Backup`. */
  readonly call: string;
}
