import { SettingsMapper } from '../../../core/formats/migrationTable/settingsMapper';
import { newGptIni, writeGptIni } from '../../../core/formats/gptIni/gptIni';
import { formatSddl } from '../../../core/formats/securityDescriptor/formatSddl';
import { parseSddl } from '../../../core/formats/securityDescriptor/parseSddl';
import { PolicyError } from '../../../core/kernel/errors';
import { parseDomainAddress, parseGpoId, parseSid, type GpoId } from '../../../core/model/ids';
import type { OperationStatus } from '../../../core/model/operationStatus';
import type { CopyTarget } from '../../../core/ports/gpoOperations';
import type { RunContext } from '../../../core/ports/runContext';
import { copyFileInChunks, listTree, type TreeEntry } from '../../../storage/tree';
import { objectBytes, type GpoObject } from '../schema';
import { descriptorOf } from '../snapshotReader';
import { SnapshotStore } from '../snapshotStore';
import { newGpoSddl } from '../snapshotWriter';
import { withSideCase } from './gpoContents';
import { raisedVersion } from './sideVersions';
import { StatusSteps } from './statusSteps';

/**
 * Makes a new GPO with another one's settings, in the same domain or another one in a folder. Links are not copied, the WMI
 * filter link only within one domain. @throws gpo-name-taken, capability-missing for a target of another kind
 */
export async function copyGpo(
  store: SnapshotStore,
  id: GpoId,
  target: CopyTarget,
  run: RunContext<OperationStatus>,
): Promise<GpoId> {
  const to = targetStore(store, target);
  const { files, guids, pacer } = store.ports;
  const newId = parseGpoId(guids.next());
  if (newId === undefined) throw new PolicyError('unexpected', { detail: 'the GUID source gave no GUID' });
  const source = store.gpo(id);
  const domain = to.domain();
  const mapper =
    target.mapping === undefined
      ? undefined
      : new SettingsMapper(target.mapping, store.principals(), { ...domain, principals: to.principals() });
  await to.change(async (transaction) => {
    checkName(to, target.name);
    const folder = store.layout.sysvol(id);
    const entries = files.stat(folder) === undefined ? [] : listTree(files, folder);
    const groups = bySide(entries);
    const steps = new StatusSteps(run, groups.length);
    for (const side of ['Machine', 'User']) files.makeFolder(files.join(transaction.sysvolStaging, side));
    for (const [name, group] of groups) {
      steps.begin(name);
      for (const { path, kind } of group) {
        await pacer.breathe(run.token);
        const from = files.join(folder, path);
        const into = files.join(transaction.sysvolStaging, withSideCase(path));
        if (kind === 'folder') {
          files.makeFolder(into);
          continue;
        }
        const mapped = mapper?.file(path, () => files.readFile(from));
        if (mapped === undefined) await copyFileInChunks(files, from, into, pacer, run.token, { sync: true });
        else files.writeFile(into, mapped);
      }
      steps.done();
    }
    const versions = {
      computer: firstVersion(entries, 'machine/', source.version.computer),
      user: firstVersion(entries, 'user/', source.version.user),
    };
    const gptIni = { ...(store.gptIni(id) ?? newGptIni), ...versions, hasVersion: true };
    files.writeFile(files.join(transaction.sysvolStaging, 'GPT.INI'), writeGptIni(gptIni));
    const now = to.now();
    const sddl = target.copyAcl ? copiedSddl(store, to, source, mapper) : newGpoSddl(domain.sid);
    const object: GpoObject = {
      ...source,
      displayName: target.name,
      version: versions,
      gPCFileSysPath: `\\\\${domain.dnsName}\\SysVol\\${domain.dnsName}\\Policies\\${newId}`,
      gPCWQLFilter: to.address === store.address ? source.gPCWQLFilter : '',
      nTSecurityDescriptor: sddl,
      sysvolSecurityDescriptor: sddl,
      whenCreated: now,
      whenChanged: now,
      childObjects: mapper === undefined ? source.childObjects : mapper.objects(source.childObjects),
    };
    mapper?.check();
    await store.settleStaged(newId, transaction.sysvolStaging, run.token);
    transaction.commit({
      operation: 'copy',
      gpo: newId,
      gpoName: target.name,
      started: now,
      object: objectBytes(object),
      replacesSysvol: true,
    });
    steps.end();
  });
  return newId;
}

function targetStore(store: SnapshotStore, { domain }: CopyTarget): SnapshotStore {
  const to = parseDomainAddress(domain);
  if (to?.kind !== 'snapshot')
    throw new PolicyError('capability-missing', {
      capability: 'copy',
      provider: 'snapshot',
      reason: 'target-of-another-kind',
    });
  return to.address === store.address ? store : new SnapshotStore(store.ports, to.location);
}

function checkName(store: SnapshotStore, name: string): void {
  const taken = store
    .gpoIds()
    .find((candidate) => store.gpo(candidate).displayName.toLowerCase() === name.toLowerCase());
  if (taken !== undefined) throw new PolicyError('gpo-name-taken', { name, domain: store.domain().dnsName, id: taken });
}

/** What is to be copied, by the part of the GPO that it belongs to; gpt.ini is written anew. */
function bySide(entries: readonly TreeEntry[]): readonly (readonly [string, readonly TreeEntry[]])[] {
  const groups = new Map<string, TreeEntry[]>();
  for (const entry of entries) {
    if (entry.path.toLowerCase() === 'gpt.ini') continue;
    const top = withSideCase(entry.path).replace(/\/.*$/s, '');
    const name = top === 'Machine' || top === 'User' || top.toLowerCase() === 'adm' ? top : 'GPO';
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [entry]);
    else group.push(entry);
  }
  return [...groups];
}

function firstVersion(entries: readonly TreeEntry[], side: string, version: number): number {
  const hasFiles = entries.some(({ path, kind }) => kind === 'file' && path.toLowerCase().startsWith(side));
  return raisedVersion(undefined, '0', hasFiles || version > 0);
}

/** The source's descriptor: its names such as DA mean the source's domain and must not come to mean the target's. */
function copiedSddl(
  store: SnapshotStore,
  to: SnapshotStore,
  source: GpoObject,
  mapper: SettingsMapper | undefined,
): string {
  const written = formatSddl(descriptorOf(source, store.domain().sid));
  const mapped = mapper === undefined ? written : mapper.sddl(written);
  const domain = parseSid(to.domain().sid);
  return formatSddl(parseSddl(mapped).value, domain === undefined ? {} : { domain, rootDomain: domain });
}
