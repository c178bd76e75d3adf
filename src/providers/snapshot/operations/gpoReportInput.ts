import { canonicalName } from '../../../core/formats/gpReport/canonicalName';
import type { GpoReportInput, GpoReportSide, UnrenderedExtension } from '../../../core/formats/gpReport/gpoReportInput';
import { readExtensionList } from '../../../core/formats/extensionList/extensionList';
import { readRegistryPol } from '../../../core/formats/registryPol/registryPol';
import type { GpoDetails, Side, Trustee } from '../../../core/model/gpo';
import { parseSid } from '../../../core/model/ids';
import { findEntry } from '../../../storage/backupSet/findEntry';
import { descriptorOf, principalNames } from '../snapshotReader';
import type { SnapshotStore } from '../snapshotStore';

const sideFolders: { readonly [S in Side]: string } = { computer: 'Machine', user: 'User' };

/** What the report on a GPO says, read from the snapshot. */
export function gpoReportInput(store: SnapshotStore, details: GpoDetails): GpoReportInput {
  const { id } = details;
  const object = store.gpo(id);
  const domain = store.domain();
  const descriptor = descriptorOf(object, domain.sid);
  const filter = store.wmiFilters().find((wmi) => wmi.id.toUpperCase() === details.wmiFilter);
  const trustee = (sid: string | undefined): Trustee => trusteeOf(store, sid ?? '');
  return {
    id,
    domain: domain.dnsName,
    name: details.name,
    created: details.created,
    modified: details.modified,
    read: store.now(),
    sddl: details.sddl,
    owner: trustee(descriptor.owner),
    group: descriptor.group === undefined ? undefined : trustee(descriptor.group),
    permissions: details.permissions,
    wmiFilter: filter === undefined ? undefined : { name: filter.name, description: filter.parm1 },
    computer: reportSide(store, details, 'computer', (object.flags & 2) === 0, object.gPCMachineExtensionNames),
    user: reportSide(store, details, 'user', (object.flags & 1) === 0, object.gPCUserExtensionNames),
    links: details.links.map(({ som, somPath, enabled, enforced }) => ({
      name: som,
      path: canonicalName(somPath),
      enabled,
      enforced,
    })),
  };
}

function reportSide(
  store: SnapshotStore,
  details: GpoDetails,
  side: Side,
  enabled: boolean,
  extensionNames: string,
): GpoReportSide {
  const { files } = store.ports;
  const folder = findEntry(files, store.layout.sysvol(details.id), sideFolders[side]);
  const pol = folder === undefined ? undefined : findEntry(files, folder, 'registry.pol');
  return {
    directoryVersion: details[side].ad,
    sysvolVersion: details[side].sysvol,
    enabled,
    registry: pol === undefined ? [] : readRegistryPol(files.readFile(pol)).value.records,
    extensions: otherExtensions(details, side, extensionNames),
  };
}

/** Files of a side that no rendered extension claims, by the folder that tells whose they are. */
function otherExtensions(details: GpoDetails, side: Side, extensionNames: string): readonly UnrenderedExtension[] {
  const prefix = `${sideFolders[side]}/`.toLowerCase();
  const groups = new Map<string, { path: string; size: number }[]>();
  for (const file of details.files) {
    const lower = file.path.toLowerCase();
    if (!lower.startsWith(prefix) || lower === `${prefix}registry.pol`) continue;
    const name = extensionOfPath(lower.slice(prefix.length));
    groups.set(name, [...(groups.get(name) ?? []), file]);
  }
  const listed = new Set(readExtensionList(extensionNames).map(({ cse }) => cse));
  return [...groups].map(([name, list]) => {
    const cse = cseByName[name] ?? '';
    return { id: listed.has(cse) ? cse : '', name, files: list };
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

function trusteeOf(store: SnapshotStore, sid: string): Trustee {
  const parsed = parseSid(sid) ?? ('S-1-0-0' as Trustee['sid']);
  return { sid: parsed, name: principalNames(store.principals()).get(sid), kind: 'unknown' };
}
