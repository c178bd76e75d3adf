import { PolicyError } from '../../core/kernel/errors';
import { neverCancelled } from '../../core/kernel/cancellation';
import { newGptIni, writeGptIni } from '../../core/formats/gptIni/gptIni';
import { readGpLink, replaceGpLinks, writeGpLink } from '../../core/formats/gpLink/gpLink';
import { withExtension } from '../../core/formats/extensionList/extensionList';
import { formatSddl } from '../../core/formats/securityDescriptor/formatSddl';
import { newGpoDescriptor } from '../../core/formats/securityDescriptor/gpoDescriptor';
import { writeWqlFilter } from '../../core/formats/wmiFilter/wmiFilter';
import type { GpoLink } from '../../core/model/domain';
import type { GpoStatus } from '../../core/model/gpo';
import {
  parseGpoId,
  parseSid,
  type GpoId,
  type SomPath,
  type StarterGpoId,
  type WmiFilterId,
} from '../../core/model/ids';
import type { AclTools } from '../../core/ports/aclTools';
import type { GpoWriter } from '../../core/ports/gpoWriter';
import type { LinkWriter } from '../../core/ports/linkWriter';
import { copyTree } from '../../storage/tree';
import { objectBytes, type GpoObject } from './schema';
import type { SnapshotStore } from './snapshotStore';

const flagsOf: { readonly [S in GpoStatus]: number } = {
  'all-enabled': 0,
  'user-disabled': 1,
  'computer-disabled': 2,
  'all-disabled': 3,
};

/** The SDDL of a new GPO of the domain (windows-facts.md 6.11): Authenticated Users apply, admins edit. */
export function newGpoSddl(domainSid: string): string {
  const domain = parseSid(domainSid);
  if (domain === undefined) throw new PolicyError('unexpected', { detail: `no SID: ${domainSid}` });
  return formatSddl(newGpoDescriptor(domain), { domain, rootDomain: domain });
}

/** Changes GPOs, links and ACLs of a domain in a folder, each call in one step. */
export class SnapshotWriter implements GpoWriter, LinkWriter, AclTools {
  constructor(private readonly store: SnapshotStore) {}

  async create(name: string, options: { readonly starter?: StarterGpoId; readonly id?: GpoId }): Promise<GpoId> {
    const { files, guids, pacer } = this.store.ports;
    const id = options.id ?? parseGpoId(guids.next());
    if (id === undefined) throw new PolicyError('unexpected', { detail: 'the GUID source gave no GUID' });
    const domain = this.store.domain();
    return this.store.change(async (transaction) => {
      this.#checkName(name, undefined);
      files.makeFolder(files.join(transaction.sysvolStaging, 'Machine'));
      files.makeFolder(files.join(transaction.sysvolStaging, 'User'));
      const versions = { computer: 0, user: 0 };
      let [computerList, userList] = ['', ''];
      if (options.starter !== undefined) {
        const from = this.store.layout.starterSysvol(options.starter);
        if (files.stat(from) === undefined)
          throw new PolicyError('starter-gpo-not-found', { starter: options.starter, domain: this.store.root });
        for (const [side, folder] of [
          ['computer', 'Machine'],
          ['user', 'User'],
        ] as const) {
          const source = files.join(from, folder);
          if (files.stat(source) === undefined) continue;
          await copyTree(files, source, files.join(transaction.sysvolStaging, folder), pacer, neverCancelled);
          if (files.stat(files.join(source, 'registry.pol')) === undefined) continue;
          versions[side] = 1;
          if (side === 'computer') computerList = withExtension('', registryCse, machineRegistryTool);
          else userList = withExtension('', registryCse, userRegistryTool);
        }
      }
      files.writeFile(files.join(transaction.sysvolStaging, 'GPT.INI'), writeGptIni({ ...newGptIni, ...versions }));
      const sddl = newGpoSddl(domain.sid);
      const now = this.store.now();
      const object: GpoObject = {
        displayName: name,
        version: versions,
        flags: 0,
        gPCMachineExtensionNames: computerList,
        gPCUserExtensionNames: userList,
        gPCFileSysPath: `\\\\${domain.dnsName}\\SysVol\\${domain.dnsName}\\Policies\\${id}`,
        gPCWQLFilter: '',
        nTSecurityDescriptor: sddl,
        sysvolSecurityDescriptor: sddl,
        whenCreated: now,
        whenChanged: now,
        childObjects: [],
      };
      transaction.commit({
        operation: 'create',
        gpo: id,
        gpoName: name,
        started: now,
        object: objectBytes(object),
        replacesSysvol: true,
      });
      return id;
    });
  }

  /** The descriptor that a new GPO of a domain gets. */
  defaultSddl(domainSid: string): string {
    return newGpoSddl(domainSid);
  }

  async rename(gpo: GpoId, name: string): Promise<void> {
    await this.#changeObject('rename', gpo, (object) => {
      this.#checkName(name, gpo);
      return { ...object, displayName: name };
    });
  }

  async delete(gpo: GpoId): Promise<void> {
    await this.store.change((transaction) => {
      const { displayName } = this.store.gpo(gpo);
      transaction.commit({
        operation: 'delete',
        gpo,
        gpoName: displayName,
        started: this.store.now(),
        object: undefined,
        replacesSysvol: false,
      });
    });
  }

  async setStatus(gpo: GpoId, status: GpoStatus): Promise<void> {
    await this.#changeObject('set-status', gpo, (object) => ({ ...object, flags: flagsOf[status] }));
  }

  async setWmiFilter(gpo: GpoId, filter: WmiFilterId | undefined): Promise<void> {
    await this.#changeObject('set-wmi-filter', gpo, (object) => {
      const exists = this.store.wmiFilters().some(({ id }) => id.toUpperCase() === filter);
      if (filter !== undefined && !exists)
        throw new PolicyError('wmi-filter-not-found', { filter, domain: this.store.root });
      return { ...object, gPCWQLFilter: writeWqlFilter(this.store.domain().dnsName, filter) };
    });
  }

  async setSecurity(gpo: GpoId, sddl: string): Promise<void> {
    await this.#changeObject('set-security', gpo, (object) => ({
      ...object,
      nTSecurityDescriptor: sddl,
      sysvolSecurityDescriptor: sddl,
    }));
  }

  setLinks(path: SomPath, expected: readonly GpoLink[], links: readonly GpoLink[]): Promise<void> {
    return this.#changeSom(path, (som) => {
      if (writeGpLink(readGpLink(som.gPLink)) !== writeGpLink(expected))
        throw new PolicyError('plan-changed-since', {
          what: som.name,
          planned: writeGpLink(expected),
          found: som.gPLink,
        });
      return { ...som, gPLink: replaceGpLinks(som.gPLink, links) };
    });
  }

  setInheritanceBlocked(path: SomPath, blocked: boolean): Promise<void> {
    return this.#changeSom(path, (som) => ({ ...som, gPOptions: blocked ? som.gPOptions | 1 : som.gPOptions & ~1 }));
  }

  isConsistent(gpo: GpoId): Promise<boolean> {
    return new Promise((resolve) => {
      const object = this.store.gpo(gpo);
      resolve(object.sysvolSecurityDescriptor === object.nTSecurityDescriptor);
    });
  }

  async repair(gpo: GpoId): Promise<void> {
    await this.#changeObject('repair-acl', gpo, (object) => ({
      ...object,
      sysvolSecurityDescriptor: object.nTSecurityDescriptor,
    }));
  }

  #changeObject(operation: string, gpo: GpoId, change: (object: GpoObject) => GpoObject): Promise<void> {
    return this.store.change((transaction) => {
      const object = change(this.store.gpo(gpo));
      const now = this.store.now();
      transaction.commit({
        operation,
        gpo,
        gpoName: object.displayName,
        started: now,
        object: objectBytes({ ...object, whenChanged: now }),
        replacesSysvol: false,
      });
    });
  }

  #changeSom(
    path: SomPath,
    change: (som: ReturnType<SnapshotStore['soms']>[number]) => ReturnType<SnapshotStore['soms']>[number],
  ): Promise<void> {
    return this.store.change(() => {
      const som = this.store.soms().find((other) => other.distinguishedName.toLowerCase() === path.toLowerCase());
      if (som === undefined) throw new PolicyError('som-not-found', { som: path, domain: this.store.root });
      this.store.writeSom(som.file, change(som));
    });
  }

  /** Names are compared without case, as the console shows them; AD itself would allow duplicates. */
  #checkName(name: string, own: GpoId | undefined): void {
    if (name.trim() === '') throw new PolicyError('gpo-name-invalid', { name, reason: 'empty' });
    if (name.length > 255) throw new PolicyError('gpo-name-invalid', { name, reason: 'too-long' });
    if (/\p{Cc}/u.test(name)) throw new PolicyError('gpo-name-invalid', { name, reason: 'control-characters' });
    for (const id of this.store.gpoIds())
      if (id !== own && this.store.gpo(id).displayName.toLowerCase() === name.toLowerCase())
        throw new PolicyError('gpo-name-taken', { name, domain: this.store.domain().dnsName, id });
  }
}

const registryCse = '{35378EAC-683F-11D2-A89A-00C04FBBCFA2}';
const machineRegistryTool = '{D02B1F72-3407-48AE-BA88-E8213C6761F1}';
const userRegistryTool = '{D02B1F73-3407-48AE-BA88-E8213C6761F1}';
