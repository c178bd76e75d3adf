import type { BackupDocument } from '../../../core/formats/backupXml/backupDocument';
import type { GpoDetails } from '../../../core/model/gpo';

/** Names of SIDs: those that the domain resolved on the GPO, and those that the backup says. */
export function trusteeNames(gpo: GpoDetails | undefined, document: BackupDocument): ReadonlyMap<string, string> {
  return new Map([
    ...document.securityGroups
      .filter(({ sid, samAccountName }) => sid !== '' && samAccountName !== '')
      .map(
        ({ sid, samAccountName, netbiosDomainName }) =>
          [sid, netbiosDomainName === '' ? samAccountName : `${netbiosDomainName}\\${samAccountName}`] as const,
      ),
    ...(gpo?.permissions ?? []).flatMap(({ trustee: { sid, name } }) =>
      name === undefined ? [] : [[sid, name] as const],
    ),
  ]);
}
