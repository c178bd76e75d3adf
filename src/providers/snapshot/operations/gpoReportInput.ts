import { canonicalName } from '../../../core/formats/gpReport/canonicalName';
import type { GpoReportInput, GpoReportSide, UnrenderedExtension } from '../../../core/formats/gpReport/gpoReportInput';
import { readRegistryPol } from '../../../core/formats/registryPol/registryPol';
import { readWqlFilter } from '../../../core/formats/wmiFilter/wmiFilter';
import type { Side } from '../../../core/model/gpo';
import type { SnapshotStore } from '../snapshotStore';
import type { DirectoryFacts } from './directoryFacts';
import type { GpoContents } from './gpoContents';

const sideFolders: { readonly [S in Side]: string } = { computer: 'Machine', user: 'User' };

/** What the report on a GPO says. */
export function gpoReportInput(store: SnapshotStore, facts: DirectoryFacts, contents: GpoContents): GpoReportInput {
  const { id, object } = contents;
  const { descriptor, permissions } = facts.security(object);
  const filter = facts.wmiFilter(readWqlFilter(object.gPCWQLFilter));
  return {
    id,
    domain: facts.domain.dnsName,
    name: object.displayName,
    created: object.whenCreated,
    modified: object.whenChanged,
    read: store.now(),
    sddl: object.nTSecurityDescriptor,
    owner: facts.trustee(descriptor.owner ?? ''),
    group: descriptor.group === undefined ? undefined : facts.trustee(descriptor.group),
    permissions,
    wmiFilter: filter === undefined ? undefined : { name: filter.name, description: filter.parm1 },
    computer: reportSide(store, contents, 'computer', (object.flags & 2) === 0),
    user: reportSide(store, contents, 'user', (object.flags & 1) === 0),
    links: facts.linksOf(id).map(({ som, somPath, enabled, enforced }) => ({
      name: som,
      path: canonicalName(somPath),
      enabled,
      enforced,
    })),
  };
}

function reportSide(
  { ports: { files } }: SnapshotStore,
  contents: GpoContents,
  side: Side,
  enabled: boolean,
): GpoReportSide {
  const pol = contents.find(`${sideFolders[side]}/registry.pol`);
  return {
    directoryVersion: contents.object.version[side],
    sysvolVersion: contents.gptIni?.[side],
    enabled,
    registry: pol?.kind !== 'file' ? [] : readRegistryPol(files.readFile(pol.source)).value.records,
    extensions: otherExtensions(contents, side),
  };
}

/** Files of a side that no rendered extension claims, by the folder that tells whose they are. */
function otherExtensions({ entries, extensions }: GpoContents, side: Side): readonly UnrenderedExtension[] {
  const prefix = `${sideFolders[side]}/`.toLowerCase();
  const groups = new Map<string, { path: string; size: number }[]>();
  for (const { key, path, kind, size } of entries) {
    if (kind !== 'file' || !key.startsWith(prefix) || key === `${prefix}registry.pol`) continue;
    const name = extensionOfPath(key.slice(prefix.length));
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [{ path, size }]);
    else group.push({ path, size });
  }
  return [...groups].map(([name, files]) => {
    const cse = cseByName[name] ?? '';
    return { id: extensions[side].has(cse) ? cse : '', name, files };
  });
}

const cseByName: Readonly<Record<string, string>> = {
  Security: '{827D319E-6EAC-11D2-A4EA-00C04F79F83A}',
  Scripts: '{42B5FAAE-6536-11D2-AE5A-0000F87571E3}',
  'Folder Redirection': '{25537BA6-77A8-11D2-9B6C-0000F8080861}',
  'Advanced Audit Configuration': '{F3CCC681-B74C-4060-9F26-CD84525DCA2A}',
};

function extensionOfPath(path: string): string {
  if (path.includes('/secedit/')) return 'Security';
  if (path.includes('/audit/')) return 'Advanced Audit Configuration';
  if (path.startsWith('scripts/')) return 'Scripts';
  if (path.startsWith('documents & settings/')) return 'Folder Redirection';
  const preference = /^preferences\/([^/]+)\//.exec(path);
  return preference?.[1] === undefined ? (path.split('/')[0] ?? path) : `Preferences: ${preference[1]}`;
}
