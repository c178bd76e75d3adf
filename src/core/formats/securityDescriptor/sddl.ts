/** A security descriptor in its parts; SIDs as `S-1-…` or as the two-letter aliases that SDDL allows. */
export interface Sddl {
  readonly owner: string;
  readonly group: string;
  /** `P`, `AI` … before the first ACE. */
  readonly daclFlags: string;
  readonly dacl: readonly SddlAce[];
  /** Everything from `S:` on, as written; empty for none. */
  readonly sacl: string;
}

/** One ACE, fields as written between the semicolons. */
export interface SddlAce {
  readonly type: string;
  readonly flags: string;
  readonly rights: string;
  readonly objectType: string;
  readonly inheritedObjectType: string;
  readonly trustee: string;
}

/** Takes an SDDL text apart (MS-DTYP 2.5.1); undefined when it is none. */
export function parseSddl(text: string): Sddl | undefined {
  const match = /^(?:O:([^:]*?))?(?:G:([^:]*?))?(?:D:([A-Z]*)((?:\([^)]*\))*))?(S:.*)?$/s.exec(text.trim());
  if (match === null) return undefined;
  const [, owner = '', group = '', daclFlags = '', aces = '', sacl = ''] = match;
  return {
    owner,
    group,
    daclFlags,
    dacl: [...aces.matchAll(/\(([^)]*)\)/g)].map((ace) => parseAce(ace[1] ?? '')),
    sacl,
  };
}

/** Puts it together again. */
export function formatSddl(sddl: Sddl): string {
  const owner = sddl.owner === '' ? '' : `O:${sddl.owner}`;
  const group = sddl.group === '' ? '' : `G:${sddl.group}`;
  const aces = sddl.dacl
    .map(
      (ace) => `(${[ace.type, ace.flags, ace.rights, ace.objectType, ace.inheritedObjectType, ace.trustee].join(';')})`,
    )
    .join('');
  return `${owner}${group}D:${sddl.daclFlags}${aces}${sddl.sacl}`;
}

function parseAce(text: string): SddlAce {
  const [type = '', flags = '', rights = '', objectType = '', inheritedObjectType = '', trustee = ''] = text.split(';');
  return { type, flags, rights, objectType, inheritedObjectType, trustee };
}

/** Well-known SIDs of the aliases that stand in GPO descriptors (MS-DTYP 2.5.1.1). */
const fixedAliases: Readonly<Record<string, string>> = {
  AU: 'S-1-5-11',
  SY: 'S-1-5-18',
  CO: 'S-1-3-0',
  ED: 'S-1-5-9',
  WD: 'S-1-1-0',
  BA: 'S-1-5-32-544',
  BU: 'S-1-5-32-545',
  PS: 'S-1-5-10',
  RU: 'S-1-5-32-554',
  IU: 'S-1-5-4',
  NU: 'S-1-5-2',
  AN: 'S-1-5-7',
  LS: 'S-1-5-19',
  NS: 'S-1-5-20',
  CG: 'S-1-3-1',
  SO: 'S-1-5-32-549',
  AO: 'S-1-5-32-548',
  PO: 'S-1-5-32-550',
  BO: 'S-1-5-32-551',
  SU: 'S-1-5-6',
};

/** Relative ids of the aliases that mean a group of the domain. */
const domainAliases: Readonly<Record<string, number>> = {
  DA: 512,
  DU: 513,
  DG: 514,
  DC: 515,
  DD: 516,
  EA: 519,
  PA: 520,
  SA: 518,
  LA: 500,
  CA: 517,
};

/** The SID of an alias or SID text; an unknown alias stays as it is. */
export function sidOfAlias(text: string, domainSid: string): string {
  if (text.startsWith('S-')) return text;
  const relative = domainAliases[text];
  return fixedAliases[text] ?? (relative === undefined ? text : `${domainSid}-${String(relative)}`);
}

const rightBits: Readonly<Record<string, number>> = {
  CC: 0x1,
  DC: 0x2,
  LC: 0x4,
  SW: 0x8,
  RP: 0x10,
  WP: 0x20,
  DT: 0x40,
  LO: 0x80,
  CR: 0x100,
  SD: 0x10000,
  RC: 0x20000,
  WD: 0x40000,
  WO: 0x80000,
  GA: 0x10000000,
  GX: 0x20000000,
  GW: 0x40000000,
  GR: 0x80000000,
};

/** The access mask of a rights field: letters or hexadecimal. */
export function accessMask(rights: string): number {
  if (/^0x/i.test(rights)) return Number(rights) >>> 0;
  let mask = 0;
  for (const pair of rights.match(/../g) ?? []) mask |= rightBits[pair] ?? 0;
  return mask >>> 0;
}

/** The rights field of an access mask: letters where they say it all. */
export function rightsText(mask: number): string {
  let rest = mask;
  let text = '';
  for (const [letters, bit] of Object.entries(rightBits))
    if ((rest & bit) >>> 0 === bit) {
      text += letters;
      rest = (rest & ~bit) >>> 0;
    }
  return rest === 0 ? text : `0x${mask.toString(16)}`;
}
