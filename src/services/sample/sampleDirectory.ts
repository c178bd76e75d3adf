import { domainPath } from '../../core/formats/gpLink/gpLink';

const domainSid = 'S-1-5-21-1004336348-1177238915-682003330';

/** The names of the sample domain. */
export const sampleDomainNames = {
  dnsName: 'contoso.com',
  netbiosName: 'CONTOSO',
  sid: domainSid,
  guid: '{67c09bd9-0326-42a4-a15f-7d1d878e469e}',
  pdc: 'dc1.contoso.com',
} as const;

/** The WMI filter of the sample. */
export const sampleWmiFilterId = '{8E2F2D5C-4C63-4B2F-A3E0-1F6B9D0C7A11}';

/** A link of the sample, the GPO by name. */
interface SampleLink {
  readonly gpo: string;
  readonly enforced?: boolean;
  readonly disabled?: boolean;
}

/** A SOM of the sample; links in link order. */
export interface SampleSom {
  readonly path: string;
  readonly kind: 'domain' | 'ou' | 'site';
  readonly name: string;
  readonly blocked?: boolean;
  readonly links: readonly SampleLink[];
}

const root = domainPath(sampleDomainNames.dnsName);

/** The OU tree and the site of the sample. */
export const sampleSoms: readonly SampleSom[] = [
  {
    path: root,
    kind: 'domain',
    name: 'contoso.com',
    links: [{ gpo: 'Workstations - Security', enforced: true }, { gpo: 'Default Domain Policy' }],
  },
  {
    path: `OU=Domain Controllers,${root}`,
    kind: 'ou',
    name: 'Domain Controllers',
    links: [{ gpo: 'Default Domain Controllers Policy' }],
  },
  {
    path: `OU=Workstations,${root}`,
    kind: 'ou',
    name: 'Workstations',
    links: [
      { gpo: 'Workstations - Firewall' },
      { gpo: 'Workstations - Windows Update' },
      { gpo: 'Workstations - Application Control', disabled: true },
      { gpo: 'Software - Office' },
    ],
  },
  { path: `OU=Kiosks,OU=Workstations,${root}`, kind: 'ou', name: 'Kiosks', blocked: true, links: [{ gpo: 'Kiosk' }] },
  {
    path: `OU=Servers,${root}`,
    kind: 'ou',
    name: 'Servers',
    links: [
      { gpo: 'Servers - Baseline', enforced: true },
      { gpo: 'Servers - Local Administrators' },
      { gpo: 'Servers - Startup Scripts' },
    ],
  },
  { path: `OU=Web,OU=Servers,${root}`, kind: 'ou', name: 'Web', blocked: true, links: [] },
  {
    path: `OU=Users and Groups,${root}`,
    kind: 'ou',
    name: 'Users and Groups',
    links: [
      { gpo: 'Users - Desktop' },
      { gpo: 'Users - Drives and Printers' },
      { gpo: 'Users - Folder Redirection' },
      { gpo: 'Legacy - broken registry.pol', disabled: true },
    ],
  },
  {
    path: `CN=Headquarters,CN=Sites,CN=Configuration,${root}`,
    kind: 'site',
    name: 'Headquarters',
    links: [{ gpo: 'Workstations - Windows Update' }],
  },
];

/** gPLink of a sample SOM; the entry of link order 1 comes last. */
export function sampleLinks(som: SampleSom, ids: ReadonlyMap<string, string>): string {
  return [...som.links]
    .reverse()
    .map((link) => {
      const option = (link.disabled === true ? 1 : 0) + (link.enforced === true ? 2 : 0);
      return `[LDAP://cn=${ids.get(link.gpo) ?? ''},cn=policies,cn=system,${root};${String(option)}]`;
    })
    .join('');
}

const group = (rid: number, name: string, type: string) => ({
  sid: `${domainSid}-${String(rid)}`,
  samAccountName: name,
  type,
  netbiosDomainName: sampleDomainNames.netbiosName,
  dnsDomainName: sampleDomainNames.dnsName,
  upn: `${name}@${sampleDomainNames.dnsName}`,
});

/** Principals that the sample's descriptors and settings name. */
export const samplePrincipals = [
  group(512, 'Domain Admins', 'GlobalGroup'),
  group(513, 'Domain Users', 'GlobalGroup'),
  group(515, 'Domain Computers', 'GlobalGroup'),
  group(519, 'Enterprise Admins', 'UniversalGroup'),
  group(1104, 'Server Admins', 'GlobalGroup'),
  group(1105, 'Kiosk Users', 'GlobalGroup'),
  group(1106, 'GPO Editors', 'LocalGroup'),
  group(1107, 'anna', 'User'),
];

const full = 'CCDCLCSWRPWPDTLOSDRCWDWO';
const applyRight = 'edacfd8f-ffb3-11d1-b41d-00a0c968f939';
const administrators =
  `(A;;${full};;;DA)(A;CI;${full};;;DA)(A;CI;${full};;;EA)(A;CI;LCRPLORC;;;ED)` +
  `(A;CI;${full};;;SY)(A;CIIO;${full};;;CO)`;

/** The descriptor of a sample GPO: the default, filtered with a deny, or delegated to its editors. */
export function sampleSddl(kind: 'filtered' | 'delegated' | 'inconsistent' | undefined): string {
  const authenticatedUsers = `(OA;CI;CR;${applyRight};;AU)(A;CI;LCRPLORC;;;AU)`;
  const editors = `(A;CI;CCDCLCRPWPLORC;;;${domainSid}-1106)`;
  const kioskDeny = `(OD;CI;CR;${applyRight};;${domainSid}-1105)`;
  const usersApply = `(OA;CI;CR;${applyRight};;DU)(A;CI;LCRPLORC;;;DU)(A;CI;LCRPLORC;;;DC)`;
  switch (kind) {
    case 'filtered':
      return `O:DAG:DAD:PAI${kioskDeny}${usersApply}${administrators}`;
    case 'delegated':
      return `O:DAG:DAD:PAI${authenticatedUsers}${editors}${administrators}`;
    default:
      return `O:DAG:DAD:PAI${authenticatedUsers}${administrators}`;
  }
}
