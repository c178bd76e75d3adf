import { SettingsMapper } from '../../../core/formats/migrationTable/settingsMapper';
import { newGptIni, writeGptIni } from '../../../core/formats/gptIni/gptIni';
import type { Side } from '../../../core/model/gpo';
import type { GpoId } from '../../../core/model/ids';
import type { OperationStatus } from '../../../core/model/operationStatus';
import type { Mapping } from '../../../core/ports/gpoOperations';
import type { RunContext } from '../../../core/ports/runContext';
import type { BackupContent, BackupContents } from '../../../storage/backupSet/backupContents';
import { copyFileInChunks } from '../../../storage/tree';
import { objectBytes, type GpoObject } from '../schema';
import type { SnapshotStore } from '../snapshotStore';
import { newGpoSddl } from '../snapshotWriter';
import type { Transaction } from '../transaction';
import { objectsOfBackup } from './childObjects';
import { raisedVersion } from './sideVersions';
import { StatusSteps } from './statusSteps';

/** What replaces a GPO's settings. */
export interface Replacement {
  readonly operation: 'restore' | 'import';
  readonly gpo: GpoId;
  readonly contents: BackupContents;
  /** The GPO as it is; undefined when it is gone. */
  readonly before: GpoObject | undefined;
  readonly mapping: Mapping | undefined;
  /** What else changes in the object. */
  readonly finish: (object: GpoObject, steps: StatusSteps) => GpoObject;
}

/**
 * Replaces a GPO's settings by a backup's within a transaction: the files extension by extension into the staging folder,
 * the table applied, then one commit. Until then Cancel and every failure leave the GPO as it is.
 */
export async function replaceSettings(
  store: SnapshotStore,
  transaction: Transaction,
  replacement: Replacement,
  run: RunContext<OperationStatus>,
): Promise<void> {
  const { files, pacer } = store.ports;
  const { contents, before, gpo } = replacement;
  const { core, extensions } = contents.document;
  const staging = transaction.sysvolStaging;
  const steps = new StatusSteps(run, extensions.length);
  const mapper = mapperOf(store, contents, replacement.mapping);
  for (const folder of ['Machine', 'User']) files.makeFolder(files.join(staging, folder));
  const byExtension = groupedByExtension(contents.contents);
  for (const { name } of extensions) {
    steps.begin(name);
    for (const content of byExtension.get(name) ?? []) {
      await pacer.breathe(run.token);
      await stage(store, staging, content, mapper, run);
    }
    byExtension.delete(name);
    steps.done();
  }
  const objects = objectsOfBackup(contents.document);
  const childObjects = mapper === undefined ? objects : mapper.objects(objects);
  mapper?.check();
  for (const principal of mapper?.unresolved ?? []) steps.note({ errorCode: noneMapped, settingsName: principal });
  const gptIni = store.gptIni(gpo);
  const version = (side: Side, word: string): number =>
    raisedVersion(
      before === undefined ? undefined : { ad: before.version[side], sysvol: gptIni?.[side] },
      word,
      hasSettings(contents, side),
    );
  const versions = { computer: version('computer', core.machineVersion), user: version('user', core.userVersion) };
  const gptIniPath = files.join(staging, 'GPT.INI');
  files.writeFile(gptIniPath, writeGptIni({ ...(gptIni ?? newGptIni), ...versions, hasVersion: true }));
  const domain = store.domain();
  const now = store.now();
  const object = replacement.finish(
    {
      displayName: before?.displayName ?? core.displayName,
      version: versions,
      flags: before?.flags ?? 0,
      gPCMachineExtensionNames: core.machineExtensions,
      gPCUserExtensionNames: core.userExtensions,
      gPCFileSysPath: before?.gPCFileSysPath ?? `\\\\${domain.dnsName}\\SysVol\\${domain.dnsName}\\Policies\\${gpo}`,
      gPCWQLFilter: before?.gPCWQLFilter ?? '',
      nTSecurityDescriptor: before?.nTSecurityDescriptor ?? newGpoSddl(domain.sid),
      sysvolSecurityDescriptor: before?.sysvolSecurityDescriptor ?? newGpoSddl(domain.sid),
      whenCreated: before?.whenCreated ?? now,
      whenChanged: now,
      childObjects,
    },
    steps,
  );
  await store.settleStaged(gpo, staging, run.token);
  transaction.commit({
    operation: replacement.operation,
    gpo,
    gpoName: object.displayName,
    started: now,
    object: objectBytes(object),
    replacesSysvol: true,
  });
  steps.end();
}

/** HRESULT of ERROR_NONE_MAPPED: a name or SID that the domain does not know. */
const noneMapped = 0x80070534;

/** A mapper for settings of a backup that go into the domain of the store; undefined without a table. */
function mapperOf(
  store: SnapshotStore,
  { document }: BackupContents,
  mapping: Mapping | undefined,
): SettingsMapper | undefined {
  if (mapping === undefined) return undefined;
  return new SettingsMapper(mapping, document.securityGroups, { ...store.domain(), principals: store.principals() });
}

async function stage(
  { ports: { files, pacer } }: SnapshotStore,
  staging: string,
  { path, kind, source }: BackupContent,
  mapper: SettingsMapper | undefined,
  run: RunContext<OperationStatus>,
): Promise<void> {
  const target = files.join(staging, ...path.split('/'));
  files.makeFolder(kind === 'folder' ? target : files.dirname(target));
  if (kind === 'folder' || source === undefined) return;
  const mapped = mapper?.file(path, () => files.readFile(source));
  if (mapped === undefined) await copyFileInChunks(files, source, target, pacer, run.token, { sync: true });
  else files.writeFile(target, mapped);
}

function groupedByExtension(contents: readonly BackupContent[]): Map<string, BackupContent[]> {
  const groups = new Map<string, BackupContent[]>();
  for (const content of contents) {
    const group = groups.get(content.extension);
    if (group === undefined) groups.set(content.extension, [content]);
    else group.push(content);
  }
  return groups;
}

function hasSettings({ contents, document }: BackupContents, side: Side): boolean {
  const folder = side === 'computer' ? 'machine/' : 'user/';
  const variable = side === 'computer' ? '%gpo_mach_dspath%' : '%gpo_user_dspath%';
  return (
    contents.some(({ kind, path }) => kind === 'file' && path.toLowerCase().startsWith(folder)) ||
    objectsOfBackup(document).some(({ path }) => path.toLowerCase().endsWith(variable))
  );
}
