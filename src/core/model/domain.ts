import type { DomainAddress, GpoId, Sid, SomPath, StarterGpoId, WmiFilterId } from './ids';

/** What is known of a domain without reading what is in it. */
export interface DomainInfo {
  readonly address: DomainAddress;
  readonly provider: 'snapshot' | 'gpmc' | 'directory';
  /** DNS name: `contoso.com`. */
  readonly dnsName: string;
  readonly netbiosName: string;
  readonly sid: Sid;
  /** objectGUID of the domain, in braces. */
  readonly guid: string;
  /** Host name of the domain controller that answers (a snapshot: the PDC it was taken from). */
  readonly domainController: string;
  /** Who asks: `CONTOSO\admin`; empty for a snapshot. */
  readonly account: string;
  /** Absolute path of the folder that the domain lies in, for whoever wants to hear of changes; undefined for a live one. */
  readonly folder: string | undefined;
}

/** A scope of management: a place to which GPOs can be linked. */
export interface Som {
  readonly domain: DomainAddress;
  readonly path: SomPath;
  readonly kind: 'domain' | 'ou' | 'site';
  readonly name: string;
  /** The SOM above; undefined for the domain and for sites. */
  readonly parent: SomPath | undefined;
  readonly inheritanceBlocked: boolean;
  /** In link order: first = order 1 = highest precedence. */
  readonly links: readonly GpoLink[];
}

/** A link as its SOM holds it. A link may name a GPO that no longer exists or belongs to another domain. */
export interface GpoLink {
  readonly gpo: GpoId;
  readonly gpoDomain: string;
  readonly enabled: boolean;
  readonly enforced: boolean;
}

/** A WMI filter of a domain. */
export interface WmiFilter {
  readonly domain: DomainAddress;
  readonly id: WmiFilterId;
  readonly name: string;
  readonly description: string;
  readonly queries: readonly { readonly namespace: string; readonly query: string }[];
}

/** A starter GPO of a domain: administrative templates only. */
export interface StarterGpo {
  readonly domain: DomainAddress;
  readonly id: StarterGpoId;
  readonly name: string;
  readonly description: string;
}
