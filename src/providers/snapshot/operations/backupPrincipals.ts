import type { BackupPrincipal } from '../../../core/formats/backupXml/backupDocument';
import { mapObjects } from '../../../core/formats/backupXml/mapObjects';
import { wellKnownNames } from '../../../core/formats/securityDescriptor/wellKnownNames';
import { readFdeploy1 } from '../../../core/formats/folderRedirection/fdeploy1';
import { readMemberEntries } from '../../../core/formats/gptTmpl/readGptTmpl';
import { templatePrincipals } from '../../../core/formats/gptTmpl/templatePrincipals';
import { readScriptsIni } from '../../../core/formats/scriptsIni/scriptsIni';
import type { SecurityDescriptor } from '../../../core/formats/securityDescriptor/securityDescriptor';
import type { BackupDirectoryObject } from '../../../core/formats/backupXml/backupDocument';
import type { PrincipalObject } from '../schema';

/** The files in which a backup looks for principals and paths; undefined for one that is not there or whose extension does not run. */
export interface SettingsFiles {
  readonly gptTmpl: Uint8Array | undefined;
  readonly fdeploy1: Uint8Array | undefined;
  readonly scripts: readonly Uint8Array[];
}

/** Services' own accounts that every Windows resolves are left out (measured for WdiServiceHost); others stand there as SIDs. */
const services = new Set(['S-1-5-80-0', 'S-1-5-80-3139157870-2983391045-3678747466-658725712-1809340420']);

/**
 * SecurityGroups of Backup.xml: the domain's principals in the DACL, and those that settings name; of a well-known one only
 * the name, of one that nobody knows only the SID (all measured). Preferences are not looked into (windows-facts.md 1.26).
 */
export function backupPrincipals(
  descriptor: SecurityDescriptor,
  settings: SettingsFiles,
  known: readonly PrincipalObject[],
): readonly BackupPrincipal[] {
  const bySid = new Map(known.map((principal) => [principal.sid.toUpperCase(), principal]));
  const aces = descriptor.dacl === undefined || descriptor.dacl === 'null' ? [] : descriptor.dacl.aces;
  const ofDacl = new Set<string>(aces.flatMap((ace) => (ace.kind === 'raw' ? [] : [ace.sid])));
  const found = new Map<string, BackupPrincipal>();
  for (const sid of ofDacl) {
    const principal = bySid.get(sid);
    if (principal !== undefined) found.set(sid, { source: 'FromDACL', ...principal });
    else if (isOfDomain(sid)) found.set(sid, unknownPrincipal(sid, ''));
  }
  for (const text of settingsPrincipals(settings)) {
    const sid = text.toUpperCase();
    if (found.has(sid) || services.has(sid)) continue;
    if (/^S-1-/.test(sid)) found.set(sid, principalOf(sid, bySid.get(sid)));
    else found.set(sid, unknownPrincipal('', text));
  }
  return [...found.values()];
}

/** FilePaths of Backup.xml: UNC paths in folder redirection (last first, measured), scripts and packages, each once. */
export function backupFilePaths(
  settings: SettingsFiles,
  packages: readonly BackupDirectoryObject[],
): readonly string[] {
  const redirected =
    settings.fdeploy1 === undefined
      ? []
      : readFdeploy1(settings.fdeploy1)
          .value.redirections.map(({ fullPath }) => fullPath ?? '')
          .reverse();
  const scripts = settings.scripts.flatMap((bytes) =>
    readScriptsIni(bytes).value.scripts.map(({ command }) => command),
  );
  const msi: string[] = [];
  mapObjects(packages, (object) => {
    for (const { name, values } of object.attributes)
      if (name.toLowerCase() === 'msifilelist') msi.push(...values.map((value) => value.replace(/^\d+:/, '')));
    return object;
  });
  return [...new Set([...redirected, ...scripts, ...msi].filter((path) => path.startsWith('\\\\')))];
}

function settingsPrincipals({ gptTmpl, fdeploy1 }: SettingsFiles): readonly string[] {
  const template = gptTmpl === undefined ? [] : templatePrincipals({ entries: readMemberEntries(gptTmpl) });
  const redirections = fdeploy1 === undefined ? [] : readFdeploy1(fdeploy1).value.redirections;
  return [
    ...template.map(({ principal }) => principal),
    ...redirections.map(({ sid }) => sid).filter((sid) => isOfDomain(sid.toUpperCase())),
  ];
}

function principalOf(sid: string, known: PrincipalObject | undefined): BackupPrincipal {
  if (known !== undefined) return { source: '', ...known };
  const name = wellKnownNames.get(sid);
  return name === undefined ? unknownPrincipal(sid, '') : unknownPrincipal('', name);
}

function unknownPrincipal(sid: string, samAccountName: string): BackupPrincipal {
  return { source: '', sid, samAccountName, type: 'Unknown', netbiosDomainName: '', dnsDomainName: '', upn: '' };
}

function isOfDomain(sid: string): boolean {
  return sid.startsWith('S-1-5-21-');
}
