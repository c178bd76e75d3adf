import { cdata } from '../../xml/writeXml';
import { childText, type XmlElement } from '../../xml/xmlTree';

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

/** A BackupInst element; missing fields are empty. Other tools indent the texts, so blanks around them are dropped. */
export function readBackupInstance(element: XmlElement): BackupInstance {
  const text = (name: string): string => (childText(element, name) ?? '').trim();
  return {
    gpoGuid: text('GPOGuid'),
    gpoDomain: text('GPODomain'),
    gpoDomainGuid: text('GPODomainGuid'),
    gpoDomainController: text('GPODomainController'),
    backupTime: text('BackupTime'),
    id: text('ID'),
    comment: text('Comment'),
    gpoDisplayName: text('GPODisplayName'),
  };
}

/** The element's children in GPMC's order, texts as CDATA. */
export function backupInstanceContent(instance: BackupInstance): string {
  return fields.map(([name, field]) => `<${name}>${cdata(instance[field])}</${name}>`).join('');
}
