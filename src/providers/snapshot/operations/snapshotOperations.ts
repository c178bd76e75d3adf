import { PolicyError, type BackupDefect } from '../../../core/kernel/errors';
import { throwIfCancelled, type CancellationToken } from '../../../core/kernel/cancellation';
import { inTurns } from '../../../core/kernel/steps';
import { writeGpReport } from '../../../core/formats/gpReport/writeGpReport';
import { formatSddl } from '../../../core/formats/securityDescriptor/formatSddl';
import { newGpoDescriptor, withDaclOf } from '../../../core/formats/securityDescriptor/gpoDescriptor';
import { securityDescriptorFromHex } from '../../../core/formats/securityDescriptor/securityDescriptorHex';
import { controlFlags, type SecurityDescriptor } from '../../../core/formats/securityDescriptor/securityDescriptor';
import { readWqlFilter, writeWqlFilter } from '../../../core/formats/wmiFilter/wmiFilter';
import type { BackupCoreSettings } from '../../../core/formats/backupXml/backupDocument';
import { parseGpoId, parseSid, type GpoId, type WmiFilterId } from '../../../core/model/ids';
import type { OperationStatus } from '../../../core/model/operationStatus';
import type { BackupRef, BackupTarget, CopyTarget, GpoOperations, Mapping } from '../../../core/ports/gpoOperations';
import type { RunContext } from '../../../core/ports/runContext';
import { BackupSet } from '../../../storage/backupSet/backupSet';
import { readBackupContentsSteps, type BackupContents } from '../../../storage/backupSet/backupContents';
import { findEntry } from '../../../storage/backupSet/findEntry';
import type { DomainObject, GpoObject } from '../schema';
import { descriptorOf } from '../snapshotReader';
import type { SnapshotStore } from '../snapshotStore';
import { copyGpo } from './copyGpo';
import { DirectoryFactsCache } from './directoryFacts';
import { gpoContents } from './gpoContents';
import { gpoReportInput } from './gpoReportInput';
import { replaceSettings } from './replaceSettings';
import { StatusSteps } from './statusSteps';
import { writeBackup } from './writeBackup';

/** GPMC's operations on a domain in a folder. Each works in steps, reports each as a Status and hears Cancel between and in them. */
export class SnapshotOperations implements GpoOperations {
  readonly #directory: DirectoryFactsCache;

  constructor(private readonly store: SnapshotStore) {
    this.#directory = new DirectoryFactsCache(store);
  }

  async backup(id: GpoId, target: BackupTarget, run: RunContext<OperationStatus>): Promise<void> {
    throwIfCancelled(run.token);
    const facts = this.#directory.for(run.token);
    await writeBackup(this.store, facts, gpoContents(this.store, facts, id), target, run);
  }

  async restore(backup: BackupRef, run: RunContext<OperationStatus>): Promise<void> {
    const contents = await this.#read(backup, run.token);
    const { core } = contents.document;
    const domain = this.store.domain();
    checkOrigin(backup, contents, domain);
    const gpo = parseGpoId(core.id);
    if (gpo === undefined) throw invalid(backup, 'Backup.xml', 'no-gpo');
    await this.store.change(async (transaction) => {
      const before = this.store.hasGpo(gpo) ? this.store.gpo(gpo) : undefined;
      const sddl = restoredSddl(core, before, domain);
      if (sddl === undefined) throw invalid(backup, 'Backup.xml', 'no-security-descriptor');
      const finish = (object: GpoObject, steps: StatusSteps): GpoObject => ({
        ...object,
        displayName: core.displayName,
        flags: Number(core.options) & 3,
        gPCWQLFilter: writeWqlFilter(domain.dnsName, this.#existingFilter(core, steps)),
        nTSecurityDescriptor: sddl,
        sysvolSecurityDescriptor: sddl,
      });
      const replacement = { operation: 'restore', gpo, contents, before, mapping: undefined, finish } as const;
      await replaceSettings(this.store, transaction, replacement, run);
    });
  }

  async importSettings(
    gpo: GpoId,
    backup: BackupRef,
    mapping: Mapping | undefined,
    run: RunContext<OperationStatus>,
  ): Promise<void> {
    const contents = await this.#read(backup, run.token);
    await this.store.change(async (transaction) => {
      const before = this.store.gpo(gpo);
      const finish = (object: GpoObject): GpoObject => object;
      await replaceSettings(
        this.store,
        transaction,
        { operation: 'import', gpo, contents, before, mapping, finish },
        run,
      );
    });
  }

  copy(id: GpoId, target: CopyTarget, run: RunContext<OperationStatus>): Promise<GpoId> {
    return copyGpo(this.store, id, target, run);
  }

  async report(id: GpoId, run: RunContext<OperationStatus>): Promise<Uint8Array> {
    const steps = new StatusSteps(run, 1);
    steps.begin('');
    const facts = this.#directory.for(run.token);
    const input = gpoReportInput(this.store, facts, gpoContents(this.store, facts, id));
    steps.done();
    await this.store.ports.pacer.breathe(run.token);
    const bytes = writeGpReport(input);
    steps.done();
    return bytes;
  }

  async reportBackup(backup: BackupRef, run: RunContext<OperationStatus>): Promise<Uint8Array> {
    await this.store.ports.pacer.breathe(run.token);
    const { files } = this.store.ports;
    const folder = new BackupSet(this.store.ports, backup.folder).backupFolder(backup.id);
    const report = findEntry(files, folder, 'gpreport.xml');
    if (report === undefined) throw invalid(backup, 'gpreport.xml', 'missing');
    return files.readFile(report);
  }

  async #read(backup: BackupRef, token: CancellationToken): Promise<BackupContents> {
    const { files, pacer } = this.store.ports;
    const folder = new BackupSet(this.store.ports, backup.folder).backupFolder(backup.id);
    const contents = await inTurns(readBackupContentsSteps(files, folder), pacer, token);
    const [missing] = contents.missing;
    if (missing !== undefined) throw invalid(backup, missing, 'listed-but-missing');
    return contents;
  }

  /** A backup holds the filter's id alone; one that is gone cannot be linked, and a link to nothing would switch the GPO off. */
  #existingFilter(core: BackupCoreSettings, steps: StatusSteps): WmiFilterId | undefined {
    const filter = readWqlFilter(core.wmiFilter);
    if (filter === undefined || this.store.wmiFilters().some(({ id }) => id.toUpperCase() === filter)) return filter;
    steps.note({ errorCode: noSuchObject, settingsName: core.wmiFilterName ?? filter, objectPath: filter });
    return undefined;
  }
}

/** HRESULT of ERROR_DS_NO_SUCH_OBJECT. */
const noSuchObject = 0x80072030;

function invalid({ id }: BackupRef, file: string, detail: BackupDefect): PolicyError {
  return new PolicyError('backup-invalid', { backup: id, file, detail });
}

/** A backup without a domain GUID, or without bkupInfo.xml, is known by the DNS name alone. @throws backup-foreign-domain */
function checkOrigin({ id }: BackupRef, { document: { core }, info }: BackupContents, domain: DomainObject): void {
  const guid = info?.gpoDomainGuid ?? '';
  const isSameGuid = guid === '' || guid.toLowerCase() === domain.guid.toLowerCase();
  if (core.domain.toLowerCase() !== domain.dnsName.toLowerCase() || !isSameGuid)
    throw new PolicyError('backup-foreign-domain', { backup: id, from: core.domain, to: domain.dnsName });
}

/** The backup's DACL with the present owner and group; a GPO that is gone gets those of a new one. */
function restoredSddl(
  core: BackupCoreSettings,
  before: GpoObject | undefined,
  { sid }: DomainObject,
): string | undefined {
  const domain = parseSid(sid);
  const { value, problems } = securityDescriptorFromHex(core.securityDescriptor);
  const isDamaged = problems.some(({ severity }) => severity === 'error');
  if (domain === undefined || isDamaged || value.dacl === undefined) return before?.nTSecurityDescriptor;
  const current = before === undefined ? withSaclBitsOf(newGpoDescriptor(domain), value) : descriptorOf(before, sid);
  return formatSddl(withDaclOf(current, value), { domain, rootDomain: domain });
}

/** A backup has no SACL, but holds the control bits that say how it was inherited: a GPO that is made again gets these. */
function withSaclBitsOf(made: SecurityDescriptor, from: SecurityDescriptor): SecurityDescriptor {
  const bits = controlFlags.saclProtected | controlFlags.saclAutoInherited | controlFlags.saclAutoInheritRequired;
  return { ...made, control: (made.control & ~bits) | (from.control & bits) };
}
