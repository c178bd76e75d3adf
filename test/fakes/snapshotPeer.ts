import { CancellationTokenSource, type CancellationToken } from '../../src/core/kernel/cancellation';
import { isPolicyError } from '../../src/core/kernel/errors';
import { principalForms } from '../../src/core/formats/migrationTable/mapReferences';
import { readMigrationTable } from '../../src/core/formats/migrationTable/readMigrationTable';
import type { GpoDetails, GpoPermission, GpoSummary } from '../../src/core/model/gpo';
import {
  parseBackupId,
  parseGpoId,
  parseSomPath,
  parseStarterGpoId,
  parseWmiFilterId,
  type BackupId,
  type GpoId,
} from '../../src/core/model/ids';
import type { OperationStatus } from '../../src/core/model/operationStatus';
import type { DomainProvider } from '../../src/core/ports/domainProvider';
import type { BackupRef, Mapping } from '../../src/core/ports/gpoOperations';
import type { HostPorts } from '../../src/core/ports/hostPorts';
import type { RunContext } from '../../src/core/ports/runContext';
import { sidecarEnding } from '../../src/storage/backupSet/stagingArea';
import type { GpoLink } from '../../src/core/model/domain';
import { SnapshotLayout } from '../../src/providers/snapshot/layout';
import type { FailureData, GpoFacts, ListedGpo, OperationReport } from '../../src/providers/gpmc/protocol';
import { greetingProcess, type FakeSessionProcess, type PeerMessage } from './fakeSessionProcess';

type Params = PeerMessage['params'];
type Say = (value: unknown) => void;

/** A session that answers as the script does, with a domain in a folder in the place of GPMC's. */
export class SnapshotPeer {
  readonly #running = new Map<number, CancellationTokenSource>();
  /** Called before each request of an open domain; what it returns takes the answer's place. */
  failing: (method: string) => Partial<FailureData> | undefined = () => undefined;

  /** What becomes of each report of an operation on its way. */
  distort: (report: OperationReport) => OperationReport = (report) => report;
  /** Called when a request has been done and before it is answered; false keeps the answer back. */
  answering: (method: string, process: FakeSessionProcess) => boolean = () => true;

  constructor(
    private readonly ports: HostPorts,
    private readonly provider: DomainProvider,
    private readonly root: string,
  ) {}

  process(): FakeSessionProcess {
    return greetingProcess((message, process) => {
      if (message.method === '$/cancelRequest') this.#running.get(Number(message.params['id']))?.cancel();
      else void this.#take(message, process);
    });
  }

  async #take({ id = 0, method, params }: PeerMessage, process: FakeSessionProcess): Promise<void> {
    const source = new CancellationTokenSource();
    this.#running.set(id, source);
    try {
      const failure = method === 'domain/open' ? undefined : this.failing(method);
      if (failure !== undefined) {
        process.fail(id, failure);
        return;
      }
      const result = await this.#answer(method, params, source.token, (value) => process.progress(id, value));
      if (this.answering(method, process)) process.answer(id, result);
    } catch (error) {
      process.fail(id, failureOf(error), String(error));
    } finally {
      this.#running.delete(id);
    }
  }

  async #answer(method: string, params: Params, token: CancellationToken, say: Say): Promise<unknown> {
    const { reader } = this.provider;
    const quiet = { token, progress: (): void => undefined };
    switch (method) {
      case 'domain/open': {
        const { dnsName, netbiosName, sid, guid, domainController } = await reader.info();
        const distinguishedName = `DC=${dnsName.split('.').join(',DC=')}`;
        return {
          dnsName,
          netbiosName,
          sid,
          guid,
          controller: domainController,
          distinguishedName,
          account: 'CONTOSO\\admin',
        };
      }
      case 'domain/close':
        return null;
      case 'gpos/list':
        for (const gpo of await reader.gpos(quiet)) say([listed(gpo, await reader.gpo(gpo.id))]);
        return null;
      case 'gpos/compare': {
        const wanted = params['gpos'] as readonly string[];
        say((await reader.gpos(quiet)).filter(({ id }) => wanted.includes(id)).map(compared));
        return null;
      }
      case 'gpos/names':
        return (await reader.gpos(quiet)).map(({ id, name }) => ({ id, name }));
      case 'gpo/read':
        return this.#facts(gpoOf(params));
      case 'soms/list':
        for (const { path, kind, name, inheritanceBlocked, links } of await reader.soms(quiet))
          say([{ path, kind, name, inheritanceBlocked, links }]);
        return null;
      case 'wmiFilters/list':
        return reader.wmiFilters();
      case 'starterGpos/list':
        return reader.starterGpos();
      case 'principals/find': {
        const texts = params['texts'] as readonly string[];
        return (await reader.principals(texts)).map((names) => ({
          text: texts.find((text) => principalForms(names).includes(text.toLowerCase())) ?? '',
          sid: names.sid,
          name: `${names.netbiosDomainName}\\${names.samAccountName}`,
          sidNameUse: 2,
        }));
      }
      default:
        return method.startsWith('som/') || /^gpo\/(?:create|rename|delete|set|is|repair)/.test(method)
          ? this.#change(method, params)
          : this.#operate(method, params, token, say);
    }
  }

  async #operate(method: string, params: Params, token: CancellationToken, say: Say): Promise<unknown> {
    const operations = port(this.provider.operations);
    const { files } = this.ports;
    const run = { token, progress: (status: OperationStatus) => say(this.distort(reportOf(status))) };
    switch (method) {
      case 'gpo/backup':
        return { backup: await this.#backUp(params, run) };
      case 'gpo/restore':
        await operations.restore(placeOf(params), run);
        return null;
      case 'gpo/import':
        await operations.importSettings(gpoOf(params), placeOf(params), this.#mapping(params), run);
        return null;
      case 'gpo/copy': {
        const target = {
          domain: this.provider.address,
          name: String(params['name']),
          copyAcl: params['copyAcl'] === true,
        };
        return { gpo: await operations.copy(gpoOf(params), { ...target, mapping: this.#mapping(params) }, run) };
      }
      case 'gpo/report':
        files.writeFile(String(params['file']), await operations.report(gpoOf(params), run));
        return null;
      case 'backup/report':
        files.writeFile(String(params['file']), await operations.reportBackup(placeOf(params), run));
        return null;
      default:
        throw new Error(`no method ${method}`);
    }
  }

  /** As GPMC does: an id of its own, a manifest beside it, and no sidecar. */
  async #backUp(params: Params, run: RunContext<OperationStatus>): Promise<BackupId> {
    const { files, guids } = this.ports;
    const id = required(parseBackupId(guids.next()));
    const folder = String(params['folder']);
    const into = files.join(folder, id);
    files.makeFolder(into);
    const target = { into, id, comment: String(params['comment']), time: '2026-06-01T12:00:00Z' };
    await port(this.provider.operations).backup(gpoOf(params), target, run);
    files.removeFile(files.join(into, sidecarEnding));
    files.writeFile(files.join(folder, 'manifest.xml'), new TextEncoder().encode('<Backups />'));
    return id;
  }

  async #change(method: string, params: Params): Promise<unknown> {
    const writer = port(this.provider.gpoWriter);
    const links = port(this.provider.linkWriter);
    const acl = port(this.provider.aclTools);
    const som = parseSomPath(String(params['som']));
    switch (method) {
      case 'gpo/create': {
        const { starter: asked } = params;
        const starter = typeof asked === 'string' ? parseStarterGpoId(asked) : undefined;
        return { gpo: await writer.create(String(params['name']), starter === undefined ? {} : { starter }) };
      }
      case 'gpo/rename':
        return writer.rename(gpoOf(params), String(params['name'])).then(none);
      case 'gpo/delete':
        return writer.delete(gpoOf(params)).then(none);
      case 'gpo/setStatus': {
        const [computer, user] = [params['computer'] === true, params['user'] === true];
        const status = computer
          ? user
            ? 'all-enabled'
            : 'user-disabled'
          : user
            ? 'computer-disabled'
            : 'all-disabled';
        return writer.setStatus(gpoOf(params), status).then(none);
      }
      case 'gpo/setWmiFilter': {
        const { filter: asked } = params;
        const filter = typeof asked === 'string' ? parseWmiFilterId(asked) : undefined;
        return writer.setWmiFilter(gpoOf(params), filter).then(none);
      }
      case 'gpo/setSecurity':
        return writer.setSecurity(gpoOf(params), String(params['sddl'])).then(none);
      case 'gpo/isAclConsistent':
        return { consistent: await acl.isConsistent(gpoOf(params)) };
      case 'gpo/repairAcl':
        return acl.repair(gpoOf(params)).then(none);
      case 'som/setLinks': {
        const [expected, wanted] = [params['expected'], params['links']] as readonly (readonly GpoLink[])[];
        return links.setLinks(required(som), expected ?? [], wanted ?? []).then(none);
      }
      case 'som/setInheritanceBlocked':
        return links.setInheritanceBlocked(required(som), params['blocked'] === true).then(none);
      default:
        throw new Error(`no method ${method}`);
    }
  }

  async #facts(id: GpoId): Promise<GpoFacts> {
    const gpo = await this.provider.reader.gpo(id);
    return {
      gpo: listed(gpo, gpo),
      compared: compared(gpo),
      sddl: gpo.sddl,
      permissions: gpo.permissions.map(permissionOf),
      sysvolPath: new SnapshotLayout(this.ports.files, this.root).sysvol(id),
      files: gpo.files,
      computerExtensions: '',
      userExtensions: '',
    };
  }

  #mapping({ migrationTable, strict }: Params): Mapping | undefined {
    if (typeof migrationTable !== 'string') return undefined;
    const { value } = readMigrationTable(this.ports.files.readFile(migrationTable));
    return { table: value, strict: strict === true };
  }
}

function listed(gpo: GpoSummary, { created, description }: GpoDetails): ListedGpo {
  return {
    id: gpo.id,
    name: gpo.name,
    computerEnabled: gpo.status === 'all-enabled' || gpo.status === 'user-disabled',
    userEnabled: gpo.status === 'all-enabled' || gpo.status === 'computer-disabled',
    computerVersion: gpo.computer.ad,
    userVersion: gpo.user.ad,
    wmiFilter: gpo.wmiFilter ?? null,
    created,
    modified: gpo.modified,
    owner: gpo.owner,
    description,
  };
}

function compared({ id, computer, user, aclConsistent }: GpoSummary): GpoFacts['compared'] {
  return {
    id,
    computerSysvolVersion: computer.sysvol ?? null,
    userSysvolVersion: user.sysvol ?? null,
    aclConsistent: aclConsistent ?? null,
  };
}

const permissionTypes = {
  apply: 0x10000,
  read: 0x10100,
  edit: 0x10101,
  'edit-delete-modify-security': 0x10102,
  custom: 0x10103,
};
const nameUses = { user: 1, group: 2, 'well-known': 5, unknown: 8, computer: 9 };

function permissionOf({ trustee, level, denied, inherited }: GpoPermission): GpoFacts['permissions'][number] {
  const { sid, name, kind } = trustee;
  return { sid, name: name ?? null, sidNameUse: nameUses[kind], permission: permissionTypes[level], denied, inherited };
}

function reportOf({ messages, ...status }: OperationStatus): OperationReport {
  return { ...status, messages: messages.map((message) => ({ ...message, operationCode: 0 })), cancellable: true };
}

function failureOf(error: unknown): Partial<FailureData> {
  if (!isPolicyError(error)) return { kind: 'unexpected' };
  if (error.code === 'cancelled') return { kind: 'cancelled' };
  if (error.code.endsWith('-not-found')) return { kind: 'not-found' };
  if (error.code === 'plan-changed-since') return { kind: 'links-changed' };
  if (error.code === 'gpo-name-taken') return { kind: 'name-taken' };
  return { kind: 'hresult', hresult: 0x80070005 | 0, call: error.code };
}

function gpoOf(params: Params): GpoId {
  return required(parseGpoId(String(params['gpo'])));
}

function placeOf(params: Params): BackupRef {
  return { folder: String(params['folder']), id: required(parseBackupId(String(params['backup']))) };
}

function port<T>(capability: { readonly available: true; readonly port: T } | { readonly available: false }): T {
  if (!capability.available) throw new Error('missing');
  return capability.port;
}

function required<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('no such value');
  return value;
}

const none = (): null => null;
