import type { Sid } from '../../model/ids';

/** Names of access rights of directory objects (MS-DTYP 2.5.1.1), in the order in which Windows writes them (measured). */
export const rightNames: readonly (readonly [name: string, bit: number])[] = [
  ['CC', 0x1],
  ['DC', 0x2],
  ['LC', 0x4],
  ['SW', 0x8],
  ['RP', 0x10],
  ['WP', 0x20],
  ['DT', 0x40],
  ['LO', 0x80],
  ['CR', 0x100],
  ['SD', 0x1_0000],
  ['RC', 0x2_0000],
  ['WD', 0x4_0000],
  ['WO', 0x8_0000],
  ['GA', 0x1000_0000],
  ['GX', 0x2000_0000],
  ['GW', 0x4000_0000],
  ['GR', 0x8000_0000],
];

/** Names of whole masks: files, registry keys and, for mandatory labels, what lower levels must not. */
export const maskNames: readonly (readonly [name: string, mask: number])[] = [
  ['FA', 0x1f_01ff],
  ['FR', 0x12_0089],
  ['FW', 0x12_0116],
  ['FX', 0x12_00a0],
  ['KA', 0xf_003f],
  ['KR', 0x2_0019],
  ['KW', 0x2_0006],
];

/** Names that are read but never written: the same masks have another name. */
export const otherMaskNames: readonly (readonly [name: string, mask: number])[] = [['KX', 0x2_0019]];

/** Rights of mandatory labels, whose bits mean something else than in other entries. */
export const labelRightNames: readonly (readonly [name: string, bit: number])[] = [
  ['NW', 0x1],
  ['NR', 0x2],
  ['NX', 0x4],
];

/** Names of entries' flags, in the order in which Windows writes them. */
export const flagNames: readonly (readonly [name: string, bit: number])[] = [
  ['OI', 0x01],
  ['CI', 0x02],
  ['NP', 0x04],
  ['IO', 0x08],
  ['ID', 0x10],
  ['CR', 0x20],
  ['SA', 0x40],
  ['FA', 0x80],
];

/** Names of entries' types. */
export const typeNames: readonly (readonly [name: string, type: number])[] = [
  ['A', 0x00],
  ['D', 0x01],
  ['AU', 0x02],
  ['AL', 0x03],
  ['OA', 0x05],
  ['OD', 0x06],
  ['OU', 0x07],
  ['OL', 0x08],
  ['ML', 0x11],
  ['SP', 0x13],
];

/** Mandatory label entries. */
export const labelType = 0x11;

/** SIDs with a name that are the same everywhere (MS-DTYP 2.5.1.1 and sddl.h). */
export const fixedSidNames: readonly (readonly [name: string, sid: string])[] = [
  ['WD', 'S-1-1-0'],
  ['CO', 'S-1-3-0'],
  ['CG', 'S-1-3-1'],
  ['OW', 'S-1-3-4'],
  ['NU', 'S-1-5-2'],
  ['IU', 'S-1-5-4'],
  ['SU', 'S-1-5-6'],
  ['AN', 'S-1-5-7'],
  ['ED', 'S-1-5-9'],
  ['PS', 'S-1-5-10'],
  ['AU', 'S-1-5-11'],
  ['RC', 'S-1-5-12'],
  ['SY', 'S-1-5-18'],
  ['LS', 'S-1-5-19'],
  ['NS', 'S-1-5-20'],
  ['WR', 'S-1-5-33'],
  ['BA', 'S-1-5-32-544'],
  ['BU', 'S-1-5-32-545'],
  ['BG', 'S-1-5-32-546'],
  ['PU', 'S-1-5-32-547'],
  ['AO', 'S-1-5-32-548'],
  ['SO', 'S-1-5-32-549'],
  ['PO', 'S-1-5-32-550'],
  ['BO', 'S-1-5-32-551'],
  ['RE', 'S-1-5-32-552'],
  ['RU', 'S-1-5-32-554'],
  ['RD', 'S-1-5-32-555'],
  ['NO', 'S-1-5-32-556'],
  ['MU', 'S-1-5-32-558'],
  ['LU', 'S-1-5-32-559'],
  ['IS', 'S-1-5-32-568'],
  ['CY', 'S-1-5-32-569'],
  ['ER', 'S-1-5-32-573'],
  ['CD', 'S-1-5-32-574'],
  ['RA', 'S-1-5-32-575'],
  ['ES', 'S-1-5-32-576'],
  ['MS', 'S-1-5-32-577'],
  ['HA', 'S-1-5-32-578'],
  ['AA', 'S-1-5-32-579'],
  ['RM', 'S-1-5-32-580'],
  ['UD', 'S-1-5-84-0-0-0-0-0'],
  ['AC', 'S-1-15-2-1'],
  ['LW', 'S-1-16-4096'],
  ['ME', 'S-1-16-8192'],
  ['MP', 'S-1-16-8448'],
  ['HI', 'S-1-16-12288'],
  ['SI', 'S-1-16-16384'],
  ['AS', 'S-1-18-1'],
  ['SS', 'S-1-18-2'],
];

/** Names of accounts of the domain, by their last part. */
export const domainSidNames: readonly (readonly [name: string, rid: number])[] = [
  ['LA', 500],
  ['LG', 501],
  ['DA', 512],
  ['DU', 513],
  ['DG', 514],
  ['DC', 515],
  ['DD', 516],
  ['CA', 517],
  ['PA', 520],
  ['CN', 522],
  ['AP', 525],
  ['KA', 526],
  ['RS', 553],
];

/** Names of groups of the forest's root domain, by their last part. */
export const rootDomainSidNames: readonly (readonly [name: string, rid: number])[] = [
  ['RO', 498],
  ['SA', 518],
  ['EA', 519],
  ['EK', 527],
];

/** The domains that names such as DA and EA stand for. */
export interface SddlDomains {
  /** SID of the domain: `S-1-5-21-…`. */
  readonly domain?: Sid | undefined;
  /** SID of the forest's root domain. */
  readonly rootDomain?: Sid | undefined;
}
