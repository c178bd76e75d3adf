import { childValue } from '../../xml/valueText';
import { attributeOf, childElement, childElements, placeOf, type XmlElement } from '../../xml/xmlTree';
import { cdata } from '../../xml/writeXml';
import type { Problem, ProblemCode } from '../../kernel/problem';

/** The record that bkupInfo.xml holds for one backup and manifest.xml for each; texts as written. */
export interface BackupInstance {
  readonly gpoGuid: string;
  readonly gpoDomain: string;
  readonly gpoDomainGuid: string;
  readonly gpoDomainController: string;
  /** `YYYY-MM-DDTHH:MM:SS` without a zone: UTC (measured). */
  readonly backupTime: string;
  readonly id: string;
  readonly comment: string;
  readonly gpoDisplayName: string;
  /** `mfst:SIPresent`: the GPO has software installation. Absent where the attribute is. */
  readonly softwareInstallation?: boolean;
}

/** Namespace of both files. */
export const manifestNamespace = 'http://www.microsoft.com/GroupPolicy/GPOOperations/Manifest';

const fields = [
  ['GPOGuid', 'gpoGuid'],
  ['GPODomain', 'gpoDomain'],
  ['GPODomainGuid', 'gpoDomainGuid'],
  ['GPODomainController', 'gpoDomainController'],
  ['BackupTime', 'backupTime'],
  ['ID', 'id'],
  ['Comment', 'comment'],
  ['GPODisplayName', 'gpoDisplayName'],
] as const satisfies readonly (readonly [string, keyof BackupInstance])[];

/**
 * A BackupInst element; missing fields are empty. Other producers indent texts and leave CDATA out. Adds to `problems`:
 * `backup-instance-missing {element}`, a warning for `Comment`; warnings `backup-instance-unknown-element {element}`.
 */
export function readBackupInstance(element: XmlElement, problems: Problem[]): BackupInstance {
  const note = (code: ProblemCode, severity: Problem['severity'], at: XmlElement, name: string): void => {
    problems.push({ code, severity, place: placeOf(at), params: { element: name } });
  };
  for (const [name] of fields)
    if (childElement(element, name) === undefined)
      note('backup-instance-missing', name === 'Comment' ? 'warning' : 'error', element, name);
  for (const child of childElements(element))
    if (!fields.some(([name]) => name === child.local))
      note('backup-instance-unknown-element', 'warning', child, child.name);
  const text = (name: (typeof fields)[number][0]): string => childValue(element, name) ?? '';
  const softwareInstallation = attributeOf(element, 'SIPresent');
  return {
    gpoGuid: text('GPOGuid'),
    gpoDomain: text('GPODomain'),
    gpoDomainGuid: text('GPODomainGuid'),
    gpoDomainController: text('GPODomainController'),
    backupTime: text('BackupTime'),
    id: text('ID'),
    comment: text('Comment'),
    gpoDisplayName: text('GPODisplayName'),
    ...(softwareInstallation === undefined ? {} : { softwareInstallation: softwareInstallation === 'true' }),
  };
}

/**
 * The element's children in GPMC's order, texts as CDATA.
 * @throws xml-unwritable
 */
export function backupInstanceContent(instance: BackupInstance): string {
  return fields.map(([name, field]) => `<${name}>${cdata(instance[field])}</${name}>`).join('');
}

/** The attribute for software installation; empty where there is none. The prefix `mfst` must be declared. */
export function softwareInstallationAttribute({ softwareInstallation }: BackupInstance): string {
  return softwareInstallation === undefined ? '' : ` mfst:SIPresent="${String(softwareInstallation)}"`;
}

const plainField = ([name]: (typeof fields)[number]): string => `<${name}><!\\[CDATA\\[([ -\\\\^-~]*)\\]\\]></${name}>`;

/** GPMC's own form of bkupInfo.xml, all texts printable ASCII without a bracket: one line, CDATA, fields in their order. */
const plainForm = new RegExp(
  `^<BackupInst xmlns="${manifestNamespace}"(?: xmlns:mfst="${manifestNamespace}" mfst:SIPresent="(true|false)")?>` +
    `${fields.map(plainField).join('')}</BackupInst>\\r?\\n?$`,
);

/**
 * The record in a bkupInfo.xml of exactly GPMC's form, read without an XML reader, as a set can hold thousands (measured: a
 * tenth of the time); undefined for any other, which means nothing yet.
 */
export function readPlainBackupInstance(bytes: Uint8Array): BackupInstance | undefined {
  if (bytes.length > 16_384) return undefined;
  // Bytes beyond ASCII decode to characters that the form does not allow.
  const match = plainForm.exec(new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes));
  if (match === null) return undefined;
  const [, software, ...texts] = match;
  const text = (index: number): string => texts[index] ?? '';
  return {
    gpoGuid: text(0),
    gpoDomain: text(1),
    gpoDomainGuid: text(2),
    gpoDomainController: text(3),
    backupTime: text(4),
    id: text(5),
    comment: text(6),
    gpoDisplayName: text(7),
    ...(software === undefined ? {} : { softwareInstallation: software === 'true' }),
  };
}
