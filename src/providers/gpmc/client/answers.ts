import type {
  ComparedGpo,
  GpoFacts,
  Handshake,
  ListedGpo,
  ListedLink,
  ListedPermission,
  ListedSom,
  OpenedDomain,
  OperationReport,
  Requests,
} from '../protocol';
import { flag, list, nothing, nullable, number, oneOf, optional, record, text, type Read } from './shape';

/** A request's method. */
export type Method = keyof Requests;

const handshake = record<Handshake>({
  protocol: number,
  powershell: text,
  edition: oneOf('Desktop', 'Core'),
  languageMode: oneOf('FullLanguage', 'ConstrainedLanguage', 'RestrictedLanguage', 'NoLanguage'),
  executionPolicy: text,
  bits: oneOf(32, 64),
  elevated: flag,
  processId: number,
  account: text,
  joinedDomain: text,
  gpmc: optional(record({ progId: text, threadingModel: text })),
  sink: (value, at) => {
    const { available, reason } = record<{ available: boolean; reason: string | undefined }>({
      available: flag,
      reason: optional(text),
    })(value, at);
    return available ? { available } : { available, reason: reason ?? '' };
  },
  apartment: oneOf('MTA', 'STA'),
});

/** The answer to `session/hello`. @throws gpmc-answer-invalid */
export function handshakeOf(value: unknown): Handshake {
  return handshake(value, 'handshake');
}

const openedDomain = record<OpenedDomain>({
  dnsName: text,
  netbiosName: text,
  sid: text,
  guid: text,
  controller: text,
  distinguishedName: text,
  account: text,
});

const listedGpo = record<ListedGpo>({
  id: text,
  name: text,
  computerEnabled: flag,
  userEnabled: flag,
  computerVersion: number,
  userVersion: number,
  wmiFilter: nullable(text),
  created: text,
  modified: text,
  owner: text,
  description: text,
});

const comparedGpo = record<ComparedGpo>({
  id: text,
  computerSysvolVersion: nullable(number),
  userSysvolVersion: nullable(number),
  aclConsistent: nullable(flag),
});

const listedPermission = record<ListedPermission>({
  sid: text,
  name: nullable(text),
  sidNameUse: number,
  permission: number,
  denied: flag,
  inherited: flag,
});

const gpoFacts = record<GpoFacts>({
  gpo: listedGpo,
  compared: comparedGpo,
  sddl: text,
  permissions: list(listedPermission),
  sysvolPath: text,
  files: list(record({ path: text, size: number })),
  computerExtensions: text,
  userExtensions: text,
});

const listedLink = record<ListedLink>({ gpo: text, gpoDomain: text, enabled: flag, enforced: flag });

const listedSom = record<ListedSom>({
  path: text,
  kind: oneOf('domain', 'ou', 'site'),
  name: text,
  inheritanceBlocked: flag,
  links: list(listedLink),
});

const messages = list(
  record<OperationReport['messages'][number]>({
    objectPath: text,
    errorCode: number,
    operationCode: number,
    extensionName: text,
    settingsName: text,
    text,
  }),
);

const operationReport = record<OperationReport>({
  numerator: number,
  denominator: number,
  hresult: number,
  messages,
  cancellable: flag,
});

/** How each answer is read. */
export const answers: { readonly [M in Method]: Read<Requests[M]['result']> } = {
  'session/hello': handshake,
  'domain/open': openedDomain,
  'domain/close': nothing,
  'gpos/list': nothing,
  'gpos/compare': nothing,
  'gpos/names': list(record({ id: text, name: text })),
  'gpo/read': gpoFacts,
  'soms/list': nothing,
  'wmiFilters/list': list(
    record({ id: text, name: text, description: text, queries: list(record({ namespace: text, query: text })) }),
  ),
  'starterGpos/list': list(record({ id: text, name: text, description: text })),
  'principals/find': list(record({ text, sid: text, name: text, sidNameUse: number })),
  'gpo/backup': record({ backup: text }),
  'gpo/restore': nothing,
  'gpo/import': nothing,
  'gpo/copy': record({ gpo: text }),
  'gpo/report': nothing,
  'backup/report': nothing,
  'gpo/create': record({ gpo: text }),
  'gpo/rename': nothing,
  'gpo/delete': nothing,
  'gpo/setStatus': nothing,
  'gpo/setWmiFilter': nothing,
  'gpo/setSecurity': nothing,
  'gpo/isAclConsistent': record({ consistent: flag }),
  'gpo/repairAcl': nothing,
  'som/setLinks': nothing,
  'som/setInheritanceBlocked': nothing,
};

/** What some requests stream. */
export interface Streams {
  readonly 'gpos/list': readonly ListedGpo[];
  readonly 'gpos/compare': readonly ComparedGpo[];
  readonly 'soms/list': readonly ListedSom[];
  readonly 'gpo/backup': OperationReport;
  readonly 'gpo/restore': OperationReport;
  readonly 'gpo/import': OperationReport;
  readonly 'gpo/copy': OperationReport;
  readonly 'gpo/report': OperationReport;
  readonly 'backup/report': OperationReport;
}

/** What a request streams; `never` for one that streams nothing. */
export type Streamed<M extends Method> = M extends keyof Streams ? Streams[M] : never;

/** How each stream is read. */
export const streams: { readonly [M in keyof Streams]: Read<Streams[M]> } = {
  'gpos/list': list(listedGpo),
  'gpos/compare': list(comparedGpo),
  'soms/list': list(listedSom),
  'gpo/backup': operationReport,
  'gpo/restore': operationReport,
  'gpo/import': operationReport,
  'gpo/copy': operationReport,
  'gpo/report': operationReport,
  'backup/report': operationReport,
};

/** The messages of a failed request. @throws gpmc-answer-invalid */
export function messagesOf(value: unknown): OperationReport['messages'] {
  return value === undefined || value === null ? [] : messages(value, 'messages');
}
