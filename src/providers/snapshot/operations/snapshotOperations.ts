import { PolicyError } from '../../../core/kernel/errors';
import { throwIfCancelled } from '../../../core/kernel/cancellation';
import { packVersion, readGptIni, writeGptIni, newGptIni } from '../../../core/formats/gptIni/gptIni';
import { formatSddl } from '../../../core/formats/securityDescriptor/formatSddl';
import { backupDescriptor, newGpoDescriptor, withDaclOf } from '../../../core/formats/securityDescriptor/gpoDescriptor';
import {
  securityDescriptorFromHex,
  securityDescriptorToHex,
} from '../../../core/formats/securityDescriptor/securityDescriptorHex';
import { readWqlFilter, readWmiQueries, writeWqlFilter } from '../../../core/formats/wmiFilter/wmiFilter';
import { writeBackupXml } from '../../../core/formats/backupXml/writeBackupXml';
import type { BackupDirectoryObject, BackupPrincipal } from '../../../core/formats/backupXml/backupDocument';
import { writeBkupInfo } from '../../../core/formats/bkupInfo/bkupInfo';
import { writeGpReport } from '../../../core/formats/gpReport/writeGpReport';
import type { BackupSidecar } from '../../../core/model/backup';
import { parseDomainAddress, parseGpoId, parseSid, type GpoId } from '../../../core/model/ids';
import type { OperationStatus } from '../../../core/model/operationStatus';
import type { BackupRef, BackupTarget, CopyTarget, GpoOperations, Mapping } from '../../../core/ports/gpoOperations';
import type { RunContext } from '../../../core/ports/runContext';
import { BackupSet } from '../../../storage/backupSet/backupSet';
import { sidecarEnding } from '../../../storage/backupSet/stagingArea';
import { readBackupContents, type BackupContents } from '../../../storage/backupSet/backupContents';
import { findEntry } from '../../../storage/backupSet/findEntry';
import { copyTree, listTree } from '../../../storage/tree';
import { objectBytes, type DomainObject, type GpoObject } from '../schema';
import { descriptorOf, type SnapshotReader } from '../snapshotReader';
import { SnapshotStore } from '../snapshotStore';
import type { SnapshotWriter } from '../snapshotWriter';
import type { Transaction } from '../transaction';
import { backupExtensions } from './backupRows';
import { gpoReportInput } from './gpoReportInput';

/** GPMC's operations on a domain in a folder. Each works in steps, reports each as a Status and hears Cancel between them. */
export class SnapshotOperations implements GpoOperations {
  constructor(
    private readonly store: SnapshotStore,
    private readonly reader: SnapshotReader,
    private readonly writer: SnapshotWriter,
  ) {}

  async backup(id: GpoId, target: BackupTarget, run: RunContext<OperationStatus>): Promise<void> {
    const { files, pacer } = this.store.ports;
    const steps = new Steps(run, 4);
    const domain = this.store.domain();
    const object = this.store.gpo(id);
    const sysvol = files.join(target.into, 'DomainSysvol', 'GPO');
    steps.done('Files');
    const source = this.store.layout.sysvol(id);
    files.makeFolder(sysvol);
    if (files.stat(source) !== undefined) await copyTree(files, source, sysvol, pacer, run.token);
    const gptIni = findEntry(files, sysvol, 'gpt.ini');
    // A backup has no gpt.ini (windows-facts.md 2.6): its versions are in Backup.xml.
    const sysvolVersions = gptIni === undefined ? undefined : readGptIni(files.readFile(gptIni)).value;
    if (gptIni !== undefined) files.removeFile(gptIni);
    steps.done('Backup.xml');
    files.writeFile(files.join(target.into, 'Backup.xml'), this.#backupXml(id, object, domain, sysvol, sysvolVersions));
    files.writeFile(
      files.join(target.into, 'bkupInfo.xml'),
      writeBkupInfo({
        gpoGuid: id,
        gpoDomain: domain.dnsName,
        gpoDomainGuid: domain.guid,
        gpoDomainController: domain.pdc,
        backupTime: target.time.replace(/(\.\d+)?Z$/, ''),
        id: target.id,
        comment: target.comment,
        gpoDisplayName: object.displayName,
      }),
    );
    steps.done('gpreport.xml');
    files.writeFile(files.join(target.into, 'gpreport.xml'), await this.#report(id));
    const sidecar = await this.#sidecar(id, object, domain);
    files.writeFile(files.join(target.into, sidecarEnding), objectBytes(sidecar));
    throwIfCancelled(run.token);
    steps.done('Done');
  }

  async restore(backup: BackupRef, run: RunContext<OperationStatus>): Promise<void> {
    const contents = this.#read(backup);
    const { core } = contents.document;
    const domain = this.store.domain();
    const sameGuid =
      contents.info === undefined ||
      contents.info.gpoDomainGuid === '' ||
      contents.info.gpoDomainGuid.toLowerCase() === domain.guid.toLowerCase();
    if (core.domain.toLowerCase() !== domain.dnsName.toLowerCase() || !sameGuid)
      throw new PolicyError('backup-foreign-domain', { backup: backup.id, from: core.domain, to: domain.dnsName });
    const id = parseGpoId(core.id);
    if (id === undefined)
      throw new PolicyError('backup-invalid', { backup: backup.id, file: 'Backup.xml', detail: 'no GPO id' });
    await this.store.change(async (transaction) => {
      const before = this.store.hasGpo(id) ? this.store.gpo(id) : undefined;
      const descriptor = this.#restoredSddl(core.securityDescriptor, before, domain);
      if (descriptor === undefined)
        throw new PolicyError('backup-invalid', {
          backup: backup.id,
          file: 'Backup.xml',
          detail: 'SecurityDescriptor',
        });
      const now = this.store.now();
      await this.#replace(transaction, 'restore', id, contents, before, run, (settings) => ({
        ...settings,
        displayName: core.displayName,
        flags: Number(core.options) & 3,
        gPCWQLFilter: writeWqlFilter(domain.dnsName, readWqlFilter(core.wmiFilter)),
        nTSecurityDescriptor: descriptor,
        sysvolSecurityDescriptor: descriptor,
        whenCreated: before?.whenCreated ?? now,
      }));
    });
  }

  async importSettings(
    id: GpoId,
    backup: BackupRef,
    mapping: Mapping | undefined,
    run: RunContext<OperationStatus>,
  ): Promise<void> {
    refuseMapping(mapping);
    const contents = this.#read(backup);
    await this.store.change(async (transaction) => {
      await this.#replace(transaction, 'import', id, contents, this.store.gpo(id), run, (settings) => settings);
    });
  }

  async copy(id: GpoId, target: CopyTarget, run: RunContext<OperationStatus>): Promise<GpoId> {
    refuseMapping(target.mapping);
    const to = parseDomainAddress(target.domain);
    if (to?.kind !== 'snapshot')
      throw new PolicyError('capability-missing', {
        capability: 'copy',
        provider: 'snapshot',
        reason: `the target ${target.domain} is no snapshot`,
      });
    const other = to.address === this.store.address ? this.store : new SnapshotStore(this.store.ports, to.location);
    const { files, guids, pacer } = this.store.ports;
    const newId = parseGpoId(guids.next());
    if (newId === undefined) throw new PolicyError('unexpected', { detail: 'the GUID source gave no GUID' });
    const source = this.store.gpo(id);
    const taken = other
      .gpoIds()
      .find((candidate) => other.gpo(candidate).displayName.toLowerCase() === target.name.toLowerCase());
    const domain = other.domain();
    if (taken !== undefined)
      throw new PolicyError('gpo-name-taken', { name: target.name, domain: domain.dnsName, id: taken });
    const steps = new Steps(run, 2);
    await other.change(async (transaction) => {
      steps.done('Files');
      await copyTree(files, this.store.layout.sysvol(id), transaction.sysvolStaging, pacer, run.token);
      const versions = { computer: source.version.computer > 0 ? 1 : 0, user: source.version.user > 0 ? 1 : 0 };
      this.#writeGptIni(transaction, versions);
      const now = other.now();
      const sddl = target.copyAcl ? source.nTSecurityDescriptor : this.writer.defaultSddl(domain.sid);
      const object: GpoObject = {
        ...source,
        displayName: target.name,
        version: versions,
        gPCFileSysPath: `\\\\${domain.dnsName}\\SysVol\\${domain.dnsName}\\Policies\\${newId}`,
        gPCWQLFilter: other === this.store ? source.gPCWQLFilter : '',
        nTSecurityDescriptor: sddl,
        sysvolSecurityDescriptor: sddl,
        whenCreated: now,
        whenChanged: now,
      };
      throwIfCancelled(run.token);
      transaction.commit({
        operation: 'copy',
        gpo: newId,
        gpoName: target.name,
        started: now,
        object: objectBytes(object),
        replacesSysvol: true,
      });
    });
    steps.done('Done');
    return newId;
  }

  report(id: GpoId, run: RunContext<OperationStatus>): Promise<Uint8Array> {
    throwIfCancelled(run.token);
    return this.#report(id);
  }

  reportBackup(backup: BackupRef): Promise<Uint8Array> {
    const { files } = this.store.ports;
    const folder = new BackupSet(this.store.ports, backup.folder).backupFolder(backup.id);
    const report = findEntry(files, folder, 'gpreport.xml');
    if (report === undefined)
      throw new PolicyError('backup-invalid', { backup: backup.id, file: 'gpreport.xml', detail: 'missing' });
    return Promise.resolve(files.readFile(report));
  }

  #read(backup: BackupRef): BackupContents {
    const { files } = this.store.ports;
    const contents = readBackupContents(files, new BackupSet(this.store.ports, backup.folder).backupFolder(backup.id));
    const [missing] = contents.missing;
    if (missing !== undefined)
      throw new PolicyError('backup-invalid', {
        backup: backup.id,
        file: missing,
        detail: 'listed in Backup.xml but missing',
      });
    return contents;
  }

  /** Stages the backup's files and commits the object; versions rise above both the present ones and the backup's. */
  async #replace(
    transaction: Transaction,
    operation: string,
    id: GpoId,
    contents: BackupContents,
    before: GpoObject | undefined,
    run: RunContext<OperationStatus>,
    finish: (settings: GpoObject) => GpoObject,
  ): Promise<void> {
    const { files, pacer } = this.store.ports;
    const { core, extensions } = contents.document;
    const domain = this.store.domain();
    const steps = new Steps(run, extensions.length + 1);
    files.makeFolder(files.join(transaction.sysvolStaging, 'Machine'));
    files.makeFolder(files.join(transaction.sysvolStaging, 'User'));
    steps.done('Files');
    for (const { path, kind, source } of contents.contents) {
      await pacer.breathe(run.token);
      const target = files.join(transaction.sysvolStaging, ...path.split('/'));
      files.makeFolder(kind === 'folder' ? target : files.dirname(target));
      if (kind === 'file' && source !== undefined) files.copyFile(source, target);
    }
    for (const extension of extensions) {
      throwIfCancelled(run.token);
      steps.done(extension.name);
    }
    const versions = {
      computer: raised(before?.version.computer, core.machineVersion),
      user: raised(before?.version.user, core.userVersion),
    };
    this.#writeGptIni(transaction, versions);
    const now = this.store.now();
    const childObjects = extensions
      .flatMap((extension) => extension.objects)
      .filter((object): object is BackupDirectoryObject => object.kind === 'directory');
    const object = finish({
      displayName: before?.displayName ?? core.displayName,
      version: versions,
      flags: before?.flags ?? 0,
      gPCMachineExtensionNames: core.machineExtensions,
      gPCUserExtensionNames: core.userExtensions,
      gPCFileSysPath: before?.gPCFileSysPath ?? `\\\\${domain.dnsName}\\SysVol\\${domain.dnsName}\\Policies\\${id}`,
      gPCWQLFilter: before?.gPCWQLFilter ?? '',
      nTSecurityDescriptor: before?.nTSecurityDescriptor ?? this.writer.defaultSddl(domain.sid),
      sysvolSecurityDescriptor: before?.sysvolSecurityDescriptor ?? this.writer.defaultSddl(domain.sid),
      whenCreated: before?.whenCreated ?? now,
      whenChanged: now,
      childObjects,
    });
    throwIfCancelled(run.token);
    transaction.commit({
      operation,
      gpo: id,
      gpoName: object.displayName,
      started: now,
      object: objectBytes(object),
      replacesSysvol: true,
    });
  }

  /** The backup's DACL with the present owner and group; a GPO that is gone gets those of a new one. */
  #restoredSddl(hex: string, before: GpoObject | undefined, { sid }: DomainObject): string | undefined {
    const domain = parseSid(sid);
    const { value, problems } = securityDescriptorFromHex(hex);
    if (domain === undefined || problems.length > 0 || value.dacl === undefined) return before?.nTSecurityDescriptor;
    const current = before === undefined ? newGpoDescriptor(domain) : descriptorOf(before, sid);
    return formatSddl(withDaclOf(current, value), { domain, rootDomain: domain });
  }

  #writeGptIni(transaction: Transaction, versions: { readonly computer: number; readonly user: number }): void {
    const { files } = this.store.ports;
    const path =
      findEntry(files, transaction.sysvolStaging, 'gpt.ini') ?? files.join(transaction.sysvolStaging, 'GPT.INI');
    const present = files.stat(path) === undefined ? newGptIni : readGptIni(files.readFile(path)).value;
    files.writeFile(path, writeGptIni({ ...present, ...versions }));
  }

  #backupXml(
    id: GpoId,
    object: GpoObject,
    domain: DomainObject,
    sysvol: string,
    sysvolVersions: { readonly computer: number; readonly user: number } | undefined,
  ): Uint8Array {
    const filter = readWqlFilter(object.gPCWQLFilter);
    const filterName = this.store.wmiFilters().find((wmi) => wmi.id.toUpperCase() === filter)?.name;
    const version = (side: 'computer' | 'user'): string =>
      String(packVersion(object.version[side], sysvolVersions?.[side] ?? object.version[side]));
    return writeBackupXml({
      version: '2.0',
      securityGroups: this.#principals(object, domain),
      filePaths: [],
      core: {
        id,
        domain: domain.dnsName,
        securityDescriptor: securityDescriptorToHex(backupDescriptor(descriptorOf(object, domain.sid))),
        displayName: object.displayName,
        options: String(object.flags),
        userVersion: version('user'),
        machineVersion: version('computer'),
        machineExtensions: object.gPCMachineExtensionNames,
        userExtensions: object.gPCUserExtensionNames,
        wmiFilter: filter === undefined ? '' : `MSFT_SomFilter.ID="${filter}",Domain="${domain.dnsName}"`,
        wmiFilterName: filterName,
      },
      extensions: backupExtensions(object, {
        expandedRoot: `\\\\${domain.pdc}\\sysvol\\${domain.dnsName}\\Policies\\${id}`,
        entries: listTree(this.store.ports.files, sysvol),
      }),
    });
  }

  /** The domain's principals in the DACL; well-known ones are not listed (windows-facts.md 1.26). */
  #principals(object: GpoObject, domain: DomainObject): readonly BackupPrincipal[] {
    const { dacl } = descriptorOf(object, domain.sid);
    const aces = dacl === undefined || dacl === 'null' ? [] : dacl.aces;
    const named = new Set<string>(aces.flatMap((ace) => (ace.kind === 'raw' ? [] : [ace.sid])));
    return this.store
      .principals()
      .filter(({ sid }) => named.has(sid))
      .map((principal) => ({ source: 'FromDACL', ...principal }));
  }

  async #sidecar(id: GpoId, object: GpoObject, domain: DomainObject): Promise<BackupSidecar> {
    const { links, status } = await this.reader.gpo(id);
    const filter = readWqlFilter(object.gPCWQLFilter);
    const wmi = this.store.wmiFilters().find((candidate) => candidate.id.toUpperCase() === filter);
    return {
      version: 1,
      domain: domain.dnsName,
      account: this.store.ports.identity.account,
      status,
      links: links.map(({ somPath, order, enabled, enforced }) => ({ somPath, order, enabled, enforced })),
      wmiFilter: wmi === undefined ? undefined : { id: wmi.id, name: wmi.name, queries: readWmiQueries(wmi.parm2) },
    };
  }

  async #report(id: GpoId): Promise<Uint8Array> {
    return writeGpReport(await gpoReportInput(this.store, this.reader, id));
  }
}

/** Reports a Status for each step. */
class Steps {
  #done = 0;

  constructor(
    private readonly run: RunContext<OperationStatus>,
    private readonly count: number,
  ) {}

  done(extensionName: string): void {
    throwIfCancelled(this.run.token);
    this.#done = Math.min(this.count, this.#done + 1);
    const message = { objectPath: '', errorCode: 0, extensionName, settingsName: '', text: '' };
    this.run.progress({ numerator: this.#done, denominator: this.count, hresult: 0, messages: [message] });
  }
}

/** Above the present version and both halves of the backup's; a side that never had anything stays at 0. */
function raised(current: number | undefined, backupVersion: string): number {
  const packed = Number(backupVersion) >>> 0;
  const highest = Math.max(current ?? 0, packed & 0xffff, packed >>> 16);
  return highest === 0 ? 0 : highest + 1;
}

function refuseMapping(mapping: Mapping | undefined): void {
  if (mapping !== undefined)
    throw new PolicyError('capability-missing', {
      capability: 'migration table',
      provider: 'snapshot',
      reason: 'not there yet',
    });
}
