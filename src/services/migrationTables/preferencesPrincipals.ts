import { parseXml } from '../../core/xml/parseXml';
import { childElements, type XmlElement } from '../../core/xml/xmlTree';

/** Attributes of preference items and their targeting that name a principal (MS-GPPREF). */
const sidAttributes = new Set(['sid', 'groupsid', 'usersid']);
const nameAttributes = new Set(['username', 'accountname', 'groupname', 'runas']);

/** The principals that a preference file names: SIDs of members and targeting, and accounts as `DOMAIN\name`. */
export function preferencesPrincipals(bytes: Uint8Array): readonly string[] {
  const { root } = parseXml(bytes);
  return root === undefined ? [] : [...new Set(inElement(root))];
}

function inElement(element: XmlElement): readonly string[] {
  const isTargeting = /^Filter(?:User|Group|Computer)$/.test(element.local);
  const own = element.attributes.flatMap(({ local, value }) => {
    const name = local.toLowerCase();
    if (sidAttributes.has(name)) return value.trim() === '' ? [] : [value.trim().toUpperCase()];
    const names = nameAttributes.has(name) || (isTargeting && name === 'name') || isMember(element, name);
    return names && value.includes('\\') ? [value.trim()] : [];
  });
  // Where an item has both, its SID is what counts.
  const sids = own.filter((text) => text.startsWith('S-1-'));
  return [...(sids.length > 0 ? sids : own), ...childElements(element).flatMap(inElement)];
}

function isMember({ local }: XmlElement, attribute: string): boolean {
  return local === 'Member' && attribute === 'name';
}
