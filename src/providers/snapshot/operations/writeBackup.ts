import { writeBackupXml } from '../../../core/formats/backupXml/writeBackupXml';
import { writeVersionWord } from '../../../core/formats/backupXml/versionWord';
import { writeBkupInfo } from '../../../core/formats/bkupInfo/bkupInfo';
import { readExtensionList } from '../../../core/formats/extensionList/extensionList';
import { writeGpReport } from '../../../core/formats/gpReport/writeGpReport';
import { backupDescriptor } from '../../../core/formats/securityDescriptor/gpoDescriptor';
import { securityDescriptorToHex } from '../../../core/formats/securityDescriptor/securityDescriptorHex';
import { readWmiQueries, readWqlFilter } from '../../../core/formats/wmiFilter/wmiFilter';
import type { BackupDocument, BackupExtension, BackupObject } from '../../../core/formats/backupXml/backupDocument';
import { softwareInstallationExtension } from '../../../core/formats/backupXml/backupTemplate';
import { throwIfCancelled } from '../../../core/kernel/cancellation';
import type { BackupSidecar } from '../../../core/model/backup';
import type { GpoDetails, Side } from '../../../core/model/gpo';
import type { GpoId } from '../../../core/model/ids';
import type { OperationStatus } from '../../../core/model/operationStatus';
import type { BackupTarget } from '../../../core/ports/gpoOperations';
import type { RunContext } from '../../../core/ports/runContext';
import { sidecarEnding } from '../../../storage/backupSet/stagingArea';
import { copyFileInChunks, listTree, type TreeEntry } from '../../../storage/tree';
import { objectBytes, type GpoObject } from '../schema';
import { descriptorOf, type SnapshotReader } from '../snapshotReader';
import type { SnapshotStore } from '../snapshotStore';
import { backupFilePaths, backupPrincipals, type SettingsFiles } from './backupPrincipals';
import { backupExtensions } from './backupRows';
import { objectsForBackup } from './childObjects';
import { gpoReportInput } from './gpoReportInput';
import { StatusSteps } from './statusSteps';

/** A file or folder of the GPO and its path in the backup. */
interface BackedUpEntry extends TreeEntry {
  readonly source: string;
}

/**
 * Writes a GPO as GPMC does: its files extension by extension, then Backup.xml, bkupInfo.xml, gpreport.xml and the sidecar.
 * A backup has no gpt.ini: the versions are in Backup.xml (windows-facts.md 2.6).
 */
export async function writeBackup(
  store: SnapshotStore,
  reader: SnapshotReader,
  id: GpoId,
  target: BackupTarget,
  run: RunContext<OperationStatus>,
): Promise<void> {
  const { files, pacer } = store.ports;
  const object = store.gpo(id);
  const entries = backedUpEntries(store, id);
  const document = backupDocument(store, id, object, entries);
  const steps = new StatusSteps(run, document.extensions.length);
  const root = files.join(target.into, 'DomainSysvol', 'GPO');
  const made = new Set<string>();
  const makeFolder = (folder: string): void => {
    if (made.has(folder)) return;
    files.makeFolder(folder);
    made.add(folder);
  };
  makeFolder(root);
  const byPath = new Map(entries.map((entry) => [entry.path.toLowerCase(), entry]));
  for (const extension of document.extensions) {
    steps.begin(extension.name);
    for (const path of pathsOf(extension.objects)) {
      await pacer.breathe(run.token);
      const entry = byPath.get(path);
      if (entry === undefined) continue;
      const to = files.join(root, entry.path);
      makeFolder(entry.kind === 'folder' ? to : files.dirname(to));
      if (entry.kind === 'file') await copyFileInChunks(files, entry.source, to, pacer, run.token);
    }
    steps.done();
  }
  // The folders of the sides have no row and may be empty.
  for (const { path, kind } of entries)
    if (kind === 'folder' && !path.includes('/')) makeFolder(files.join(root, path));
  const details = await reader.gpo(id);
  const write = (name: string, bytes: Uint8Array): void => {
    files.writeFile(files.join(target.into, name), bytes);
  };
  write('Backup.xml', writeBackupXml(document));
  write('bkupInfo.xml', writeBkupInfo(backupInstance(store, object, document, target)));
  await pacer.breathe(run.token);
  write('gpreport.xml', writeGpReport(gpoReportInput(store, details)));
  write(sidecarEnding, objectBytes(sidecar(store, object, details)));
  throwIfCancelled(run.token);
  steps.end();
}

/** What of the GPO's folder goes into a backup, the folders of the sides in the case that GPMC gives them. */
function backedUpEntries(store: SnapshotStore, id: GpoId): readonly BackedUpEntry[] {
  const { files } = store.ports;
  const folder = store.layout.sysvol(id);
  if (files.stat(folder) === undefined) return [];
  return listTree(files, folder)
    .filter(({ path }) => path.toLowerCase() !== 'gpt.ini')
    .map(({ path, kind }) => ({ kind, path: withSideCase(path), source: files.join(folder, path) }));
}

function withSideCase(path: string): string {
  return path.replace(/^machine(?=\/|$)/i, 'Machine').replace(/^user(?=\/|$)/i, 'User');
}

function backupDocument(
  store: SnapshotStore,
  id: GpoId,
  object: GpoObject,
  entries: readonly BackedUpEntry[],
): BackupDocument {
  const domain = store.domain();
  const filter = readWqlFilter(object.gPCWQLFilter);
  const filterName =
    filter === undefined ? undefined : store.wmiFilters().find((wmi) => wmi.id.toUpperCase() === filter)?.name;
  const runs = extensionTest(object);
  const settings = settingsFiles(store, entries, runs);
  const { classStores, others } = objectsForBackup(object.childObjects, {
    id,
    dnsName: domain.dnsName,
    hasSoftware: runs(softwareInstallationExtension.id),
  });
  const descriptor = descriptorOf(object, domain.sid);
  const sysvol = store.gptIni(id);
  const version = (side: Side): string =>
    writeVersionWord({ ad: object.version[side], sysvol: sysvol?.[side] ?? object.version[side] });
  return {
    version: '2.0',
    securityGroups: backupPrincipals(descriptor, settings, store.principals()),
    filePaths: backupFilePaths(settings, classStores),
    core: {
      id,
      domain: domain.dnsName,
      securityDescriptor: securityDescriptorToHex(backupDescriptor(descriptor)),
      displayName: object.displayName,
      options: String(object.flags),
      userVersion: version('user'),
      machineVersion: version('computer'),
      machineExtensions: object.gPCMachineExtensionNames,
      userExtensions: object.gPCUserExtensionNames,
      wmiFilter: filter === undefined ? '' : `MSFT_SomFilter.ID="${filter}",Domain="${domain.dnsName}"`,
      wmiFilterName: filterName,
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

/** Which extensions the GPO's lists name. */
function extensionTest(object: GpoObject): (cse: string) => boolean {
  const listed = new Set(
    [object.gPCMachineExtensionNames, object.gPCUserExtensionNames].flatMap((list) =>
      readExtensionList(list).map(({ cse }) => cse),
    ),
  );
  return (cse) => listed.has(cse.toUpperCase());
}

const securityCse = '{827D319E-6EAC-11D2-A4EA-00C04F79F83A}';
const folderRedirectionCse = '{25537BA6-77A8-11D2-9B6C-0000F8080861}';
const scriptsCse = '{42B5FAAE-6536-11D2-AE5A-0000F87571E3}';

function settingsFiles(
  { ports: { files } }: SnapshotStore,
  entries: readonly BackedUpEntry[],
  runs: (cse: string) => boolean,
): SettingsFiles {
  const find = (cse: string, pattern: RegExp): readonly Uint8Array[] =>
    runs(cse) ? entries.filter(({ path }) => pattern.test(path)).map(({ source }) => files.readFile(source)) : [];
  return {
    gptTmpl: find(securityCse, /^machine\/microsoft\/windows nt\/secedit\/gpttmpl\.inf$/i)[0],
    fdeploy1: find(folderRedirectionCse, /^user\/documents & settings\/fdeploy1\.ini$/i)[0],
    scripts: find(scriptsCse, /^(?:machine|user)\/scripts\/(?:ps)?scripts\.ini$/i),
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
  store: SnapshotStore,
  object: GpoObject,
  { core, extensions }: BackupDocument,
  target: BackupTarget,
): Parameters<typeof writeBkupInfo>[0] {
  const domain = store.domain();
  const hasSoftware = extensions.some(({ id }: BackupExtension) => id === softwareInstallationExtension.id);
  return {
    gpoGuid: core.id,
    gpoDomain: domain.dnsName,
    gpoDomainGuid: domain.guid,
    gpoDomainController: domain.pdc,
    backupTime: target.time.replace(/(\.\d+)?Z$/, ''),
    id: target.id,
    comment: target.comment,
    gpoDisplayName: object.displayName,
    ...(hasSoftware ? { softwareInstallation: true } : {}),
  };
}

function sidecar(store: SnapshotStore, object: GpoObject, { links, status }: GpoDetails): BackupSidecar {
  const filter = readWqlFilter(object.gPCWQLFilter);
  const wmi =
    filter === undefined ? undefined : store.wmiFilters().find((candidate) => candidate.id.toUpperCase() === filter);
  return {
    version: 1,
    domain: store.domain().dnsName,
    account: store.ports.identity.account,
    status,
    links: links.map(({ somPath, order, enabled, enforced }) => ({ somPath, order, enabled, enforced })),
    wmiFilter: wmi === undefined ? undefined : { id: wmi.id, name: wmi.name, queries: readWmiQueries(wmi.parm2) },
  };
}
