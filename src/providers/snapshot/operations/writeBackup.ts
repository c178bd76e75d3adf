import { writeBackupXml } from '../../../core/formats/backupXml/writeBackupXml';
import { writeVersionWord } from '../../../core/formats/backupXml/versionWord';
import { writeBkupInfo } from '../../../core/formats/bkupInfo/bkupInfo';
import { writeGpReport } from '../../../core/formats/gpReport/writeGpReport';
import { readWmiQueries, readWqlFilter } from '../../../core/formats/wmiFilter/wmiFilter';
import type { BackupDocument, BackupExtension, BackupObject } from '../../../core/formats/backupXml/backupDocument';
import { softwareInstallationExtension } from '../../../core/formats/backupXml/backupTemplate';
import { throwIfCancelled } from '../../../core/kernel/cancellation';
import type { BackupSidecar } from '../../../core/model/backup';
import type { Side } from '../../../core/model/gpo';
import type { OperationStatus } from '../../../core/model/operationStatus';
import type { BackupTarget } from '../../../core/ports/gpoOperations';
import type { FileStore } from '../../../core/ports/fileStore';
import type { RunContext } from '../../../core/ports/runContext';
import { sidecarEnding } from '../../../storage/backupSet/stagingArea';
import { copyFileInChunks } from '../../../storage/tree';
import { objectBytes } from '../schema';
import { statuses } from '../snapshotReader';
import type { SnapshotStore } from '../snapshotStore';
import { backupFilePaths, backupPrincipals, type SettingsFiles } from './backupPrincipals';
import { backupExtensions } from './backupRows';
import { objectsForBackup } from './childObjects';
import type { DirectoryFacts } from './directoryFacts';
import type { GpoContents } from './gpoContents';
import { gpoReportInput } from './gpoReportInput';
import { StatusSteps } from './statusSteps';

/**
 * Writes a GPO as GPMC does: its files extension by extension, then Backup.xml, bkupInfo.xml, gpreport.xml and the sidecar.
 * A backup has no gpt.ini: the versions are in Backup.xml (windows-facts.md 2.6).
 */
export async function writeBackup(
  store: SnapshotStore,
  facts: DirectoryFacts,
  contents: GpoContents,
  target: BackupTarget,
  run: RunContext<OperationStatus>,
): Promise<void> {
  const { files, pacer } = store.ports;
  const { entries } = contents;
  const document = backupDocument(store, facts, contents);
  const steps = new StatusSteps(run, document.extensions.length);
  const folders = new MadeFolders(files, target.into);
  for (const extension of document.extensions) {
    steps.begin(extension.name);
    for (const path of pathsOf(extension.objects)) {
      await pacer.breathe(run.token);
      const entry = contents.find(path);
      if (entry === undefined) continue;
      if (entry.kind === 'folder') folders.make(entry.path);
      else
        await copyFileInChunks(files, entry.source, folders.placeOf(entry.path), pacer, run.token, {
          size: entry.size,
          sync: true,
        });
    }
    steps.done();
  }
  // The folders of the sides have no row and may be empty.
  for (const { path, kind } of entries) if (kind === 'folder' && !path.includes('/')) folders.make(path);
  const write = (name: string, bytes: Uint8Array): void => {
    files.writeFile(files.join(target.into, name), bytes);
  };
  write('Backup.xml', writeBackupXml(document));
  write('bkupInfo.xml', writeBkupInfo(backupInstance(facts, document, target)));
  await pacer.breathe(run.token);
  write('gpreport.xml', writeGpReport(gpoReportInput(store, facts, contents)));
  write(sidecarEnding, objectBytes(sidecar(store, facts, contents)));
  throwIfCancelled(run.token);
  steps.end();
}

/** The folders of a backup, each made once with those above it. */
class MadeFolders {
  readonly #made: Map<string, string>;

  constructor(
    private readonly files: FileStore,
    into: string,
  ) {
    const sysvol = files.join(into, 'DomainSysvol');
    const root = files.join(sysvol, 'GPO');
    files.makeFolder(sysvol);
    files.makeFolder(root);
    this.#made = new Map([['', root]]);
  }

  /** The full path of a folder, which is there then. */
  make(path: string): string {
    const known = this.#made.get(path);
    if (known !== undefined) return known;
    const made = this.placeOf(path);
    this.files.makeFolder(made);
    this.#made.set(path, made);
    return made;
  }

  /** The full path of a file, whose folder is there then. */
  placeOf(path: string): string {
    const slash = path.lastIndexOf('/');
    return this.files.join(this.make(path.slice(0, Math.max(slash, 0))), path.slice(slash + 1));
  }
}

function backupDocument(store: SnapshotStore, facts: DirectoryFacts, contents: GpoContents): BackupDocument {
  const { id, object, gptIni, entries, runs } = contents;
  const { domain } = facts;
  const filter = readWqlFilter(object.gPCWQLFilter);
  const settings = settingsFiles(store, contents);
  const { classStores, others } = objectsForBackup(object.childObjects, {
    id,
    dnsName: domain.dnsName,
    hasSoftware: runs(softwareInstallationExtension.id),
  });
  const { descriptor, backupHex } = facts.security(object);
  const version = (side: Side): string =>
    writeVersionWord({ ad: object.version[side], sysvol: gptIni?.[side] ?? object.version[side] });
  return {
    version: '2.0',
    securityGroups: backupPrincipals(descriptor, settings, facts.principals),
    filePaths: backupFilePaths(settings, classStores),
    core: {
      id,
      domain: domain.dnsName,
      securityDescriptor: backupHex,
      displayName: object.displayName,
      options: String(object.flags),
      userVersion: version('user'),
      machineVersion: version('computer'),
      machineExtensions: object.gPCMachineExtensionNames,
      userExtensions: object.gPCUserExtensionNames,
      wmiFilter: filter === undefined ? '' : `MSFT_SomFilter.ID="${filter}",Domain="${domain.dnsName}"`,
      wmiFilterName: facts.wmiFilter(filter)?.name,
    },
    extensions: backupExtensions({
      expandedRoot: `\\\\${domain.pdc}\\sysvol\\${domain.dnsName}\\Policies\\${id}`,
      entries,
      runs,
      classStores,
      otherObjects: others,
    }),
  };
}

const securityCse = '{827D319E-6EAC-11D2-A4EA-00C04F79F83A}';
const folderRedirectionCse = '{25537BA6-77A8-11D2-9B6C-0000F8080861}';
const scriptsCse = '{42B5FAAE-6536-11D2-AE5A-0000F87571E3}';

function settingsFiles({ ports: { files } }: SnapshotStore, { find, runs }: GpoContents): SettingsFiles {
  const read = (cse: string, ...paths: readonly string[]): readonly Uint8Array[] =>
    runs(cse)
      ? paths.flatMap((path) => {
          const entry = find(path);
          return entry?.kind === 'file' ? [files.readFile(entry.source)] : [];
        })
      : [];
  return {
    gptTmpl: read(securityCse, 'machine/microsoft/windows nt/secedit/gpttmpl.inf')[0],
    fdeploy1: read(folderRedirectionCse, 'user/documents & settings/fdeploy1.ini')[0],
    scripts: read(
      scriptsCse,
      'machine/scripts/psscripts.ini',
      'machine/scripts/scripts.ini',
      'user/scripts/psscripts.ini',
      'user/scripts/scripts.ini',
    ),
  };
}

/** Paths of the rows with a location and of what a wildcard matched, `/`-separated, in lower case. */
function pathsOf(rows: readonly BackupObject[]): readonly string[] {
  return rows.flatMap((row) => {
    if (row.kind === 'directory') return [];
    const own = row.location?.slice('DomainSysvol\\GPO\\'.length).replaceAll('\\', '/').toLowerCase();
    return [...(own === undefined ? [] : [own]), ...pathsOf(row.children)];
  });
}

function backupInstance(
  { domain }: DirectoryFacts,
  { core, extensions }: BackupDocument,
  target: BackupTarget,
): Parameters<typeof writeBkupInfo>[0] {
  const hasSoftware = extensions.some(({ id }: BackupExtension) => id === softwareInstallationExtension.id);
  return {
    gpoGuid: core.id,
    gpoDomain: domain.dnsName,
    gpoDomainGuid: domain.guid,
    gpoDomainController: domain.pdc,
    backupTime: target.time.replace(/(\.\d+)?Z$/, ''),
    id: target.id,
    comment: target.comment,
    gpoDisplayName: core.displayName,
    ...(hasSoftware ? { softwareInstallation: true } : {}),
  };
}

function sidecar({ ports }: SnapshotStore, facts: DirectoryFacts, { id, object }: GpoContents): BackupSidecar {
  const wmi = facts.wmiFilter(readWqlFilter(object.gPCWQLFilter));
  const links = facts.linksOf(id);
  return {
    version: 1,
    domain: facts.domain.dnsName,
    account: ports.identity.account,
    status: statuses[object.flags & 3] ?? 'all-enabled',
    links: links.map(({ somPath, order, enabled, enforced }) => ({ somPath, order, enabled, enforced })),
    wmiFilter: wmi === undefined ? undefined : { id: wmi.id, name: wmi.name, queries: readWmiQueries(wmi.parm2) },
  };
}
