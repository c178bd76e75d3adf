import { labelOf } from './labelOf';
import type { ReportValue } from './reportDocument';
import type { ReportWords } from './reportWords';
import { shown } from './sectionDraft';

/** What an element or attribute is called: in the reader's words where they are known, else made of its name. */
export function schemaLabel(name: string, words: ReportWords): string {
  return Object.hasOwn(words.schema, name) ? (words.schema[name] ?? name) : labelOf(name);
}

/** Attributes of preference items that are 1 for yes and 0 for no (MS-GPPREF); other numbers stay numbers. */
const flags = new Set([
  'acctDisabled',
  'archive',
  'bypassErrors',
  'changeLogon',
  'default',
  'deleteAll',
  'deleteAllGroups',
  'deleteAllUsers',
  'deleteFiles',
  'deleteFolder',
  'deleteIgnoreErrors',
  'deleteMaps',
  'deleteReadOnly',
  'deleteSubFolders',
  'directMember',
  'disabled',
  'displayDecimal',
  'hidden',
  'localGroup',
  'neverExpires',
  'noChange',
  'partial',
  'persistent',
  'primaryGroup',
  'readOnly',
  'removeAccounts',
  'removePolicy',
  'skipLocal',
  'suppress',
  'useLetter',
  'user',
  'userContext',
]);

/** The value of an element or attribute: `true` and `false` as Yes and No, and 1 and 0 where they mean that. */
export function schemaValue(name: string, raw: string, words: ReportWords): ReportValue {
  const isFlag = flags.has(name);
  if (raw === 'true' || (isFlag && raw === '1')) return shown(words.yes, raw);
  if (raw === 'false' || (isFlag && raw === '0')) return shown(words.no, raw);
  return { text: raw };
}
