import { sameName } from '../inf/infQueries';
import type { SecuredObject } from './gptTmpl';

/** Sections of a security template whose lines are no plain `key = value`. */
export const registryValuesSection = 'Registry Values';
export const privilegeRightsSection = 'Privilege Rights';
export const groupMembershipSection = 'Group Membership';

/** The section of each kind of secured object. */
export const objectSections: Readonly<Record<SecuredObject['target'], string>> = {
  service: 'Service General Setting',
  'registry-key': 'Registry Keys',
  file: 'File Security',
};

/** What kind of object a section secures; undefined for other sections. */
export function objectTarget(section: string): SecuredObject['target'] | undefined {
  if (sameName(section, objectSections.service)) return 'service';
  if (sameName(section, objectSections['registry-key'])) return 'registry-key';
  return sameName(section, objectSections.file) ? 'file' : undefined;
}
