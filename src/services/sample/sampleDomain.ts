import { throwIfCancelled } from '../../core/kernel/cancellation';
import { PolicyError } from '../../core/kernel/errors';
import type { BackupDirectoryObject } from '../../core/formats/backupXml/backupDocument';
import { newGptIni, writeGptIni } from '../../core/formats/gptIni/gptIni';
import { writeGpoComment } from '../../core/formats/gpoComment/gpoComment';
import { registryText } from '../../core/formats/registryPol/values';
import type { PolRecord } from '../../core/formats/registryPol/polRecord';
import { writeRegistryPol } from '../../core/formats/registryPol/registryPol';
import { writeWmiQueries } from '../../core/formats/wmiFilter/wmiFilter';
import { snapshotAddress, type DomainAddress } from '../../core/model/ids';
import type { OperationProgress } from '../../core/model/operation';
import type { Pacer } from '../../core/kernel/pacer';
import type { FileStore } from '../../core/ports/fileStore';
import type { RunContext } from '../../core/ports/runContext';
import { sampleGpos, type SampleFile, type SampleGpo } from './sampleGpos';
import {
  sampleDomainNames,
  sampleLinks,
  samplePrincipals,
  sampleSddl,
  sampleSoms,
  sampleWmiFilterId,
} from './sampleDirectory';
import { sampleExtensionLists } from './sampleExtensions';

const utf8 = new TextEncoder();

/**
 * Makes the sample domain in an empty or missing folder: the same bytes every time. `gpos` above the sample's own number
 * adds numbered ones, for scale. @throws folder-not-empty
 */
export async function createSampleDomain(
  files: FileStore,
  pacer: Pacer,
  input: { readonly folder: string; readonly gpos?: number },
  run: RunContext<OperationProgress>,
): Promise<DomainAddress> {
  const { folder } = input;
  if (files.stat(folder) !== undefined && files.list(folder).length > 0)
    throw new PolicyError('folder-not-empty', { path: folder });
  const json = (path: readonly string[], value: unknown): void => {
    const target = files.join(folder, ...path);
    files.makeFolder(files.dirname(target));
    files.writeFile(target, utf8.encode(`${JSON.stringify(value, undefined, 2)}\n`));
  };
  writeDirectory(json);
  writeStarter(files, folder);
  const gpos = scaled(input.gpos);
  for (const [index, gpo] of gpos.entries()) {
    await pacer.breathe(run.token);
    const id = sampleGpoId(gpo, index);
    json(['ad', 'gpos', `${id}.json`], gpoObject(gpo, id, index));
    writeSysvol(files, files.join(folder, 'sysvol', 'Policies', id), gpo);
    run.progress({
      fraction: (index + 1) / gpos.length,
      finished: index + 1,
      items: gpos.length,
      current: gpo.name,
      status: undefined,
      cancelling: run.token.isCancellationRequested,
    });
  }
  throwIfCancelled(run.token);
  // Last, as it makes the folder a domain.
  json(['snapshot.json'], { version: 1, ...sampleDomainNames });
  return snapshotAddress(folder);
}

/** The GUID of a sample GPO: its fixed one, or one made from its place. */
export function sampleGpoId(gpo: SampleGpo, index: number): string {
  return gpo.id ?? `{5A3B0000-0000-4000-8000-${(index + 1).toString(16).toUpperCase().padStart(12, '0')}}`;
}

function writeDirectory(json: (path: readonly string[], value: unknown) => void): void {
  const ids = new Map(sampleGpos.map((gpo, index) => [gpo.name, sampleGpoId(gpo, index)]));
  for (const [index, som] of sampleSoms.entries())
    json(['ad', 'soms', `${String(index + 1).padStart(3, '0')}.json`], {
      distinguishedName: som.path,
      kind: som.kind,
      name: som.name,
      gPLink: sampleLinks(som, ids),
      gPOptions: som.blocked === true ? 1 : 0,
    });
  json(['ad', 'wmi', `${sampleWmiFilterId}.json`], {
    id: sampleWmiFilterId,
    name: 'Windows 11 clients',
    parm1: 'Clients from build 22000 on',
    parm2: writeWmiQueries([
      {
        namespace: 'root\\CIMv2',
        query: "SELECT * FROM Win32_OperatingSystem WHERE BuildNumber >= 22000 AND ProductType = '1'",
      },
    ]),
    author: 'CONTOSO\\admin',
  });
  json(['ad', 'starters', `${starterId}.json`], {
    id: starterId,
    name: 'Starter - Workstation',
    description: 'A first set of settings for workstations',
  });
  json(['ad', 'principals.json'], { principals: samplePrincipals });
}

const starterId = '{0D1C8E5A-3A44-4E0C-8B0B-7A60B6B6C001}';

function writeStarter(files: FileStore, folder: string): void {
  const machine = files.join(folder, 'sysvol', 'StarterGPOs', starterId, 'Machine');
  files.makeFolder(machine);
  const record: PolRecord = {
    key: 'Software\\Policies\\Microsoft\\Windows\\System',
    valueName: 'ShellSmartScreenLevel',
    type: 1,
    data: registryText('Warn'),
  };
  files.writeFile(files.join(machine, 'registry.pol'), polBytes([record]));
}

function scaled(count: number | undefined): readonly SampleGpo[] {
  if (count === undefined || count <= sampleGpos.length) return sampleGpos.slice(0, count ?? sampleGpos.length);
  const template = sampleGpos[2];
  if (template === undefined) return sampleGpos;
  const more = Array.from({ length: count - sampleGpos.length }, (_, index) => ({
    ...template,
    name: `Department ${String(index + 1).padStart(5, '0')}`,
    comment: `Settings of department ${String(index + 1)}`,
  }));
  return [...sampleGpos, ...more];
}

function gpoObject(gpo: SampleGpo, id: string, index: number): unknown {
  const day = String((index % 28) + 1).padStart(2, '0');
  const sddl = sampleSddl(gpo.security);
  return {
    displayName: gpo.name,
    version: gpo.versions,
    flags: gpo.flags ?? 0,
    ...sampleExtensionLists(gpo),
    gPCFileSysPath: `\\\\contoso.com\\SysVol\\contoso.com\\Policies\\${id}`,
    gPCWQLFilter: gpo.wmiFilter === true ? `[contoso.com;${sampleWmiFilterId};0]` : '',
    nTSecurityDescriptor: sddl,
    sysvolSecurityDescriptor: gpo.security === 'inconsistent' ? sampleSddl('delegated') : sddl,
    whenCreated: `2025-03-${day}T08:00:00Z`,
    whenChanged: `2026-02-${day}T09:30:00Z`,
    childObjects: gpo.software === true ? [softwareObject()] : [],
  };
}

/** A class store with one package, as software installation keeps it in AD. */
function softwareObject(): BackupDirectoryObject {
  const container = (path: string, children: readonly BackupDirectoryObject[]): BackupDirectoryObject => ({
    kind: 'directory',
    path: `${path},%GPO_MACH_DSPATH%`,
    objectClass: 'classStore',
    sourceExpandedPath: '',
    reEvaluate: undefined,
    securityDescriptor: undefined,
    attributes: [],
    children,
  });
  const item: BackupDirectoryObject = {
    kind: 'directory',
    path: 'cn={2F1C9F10-9B0E-4A9D-8E6E-5B7A1C3D0E55},cn=Packages,cn=Class Store,%GPO_MACH_DSPATH%',
    objectClass: 'packageRegistration',
    sourceExpandedPath: '',
    reEvaluate: undefined,
    securityDescriptor: undefined,
    attributes: [
      { type: 'String', name: 'packageName', values: ['Contoso Viewer'] },
      { type: 'DWORD', name: 'packageType', values: ['5'] },
      { type: 'MultiString', name: 'msiFileList', values: ['0:\\\\files.contoso.com\\software\\viewer.msi'] },
    ],
    children: [],
  };
  return container('cn=Class Store', [container('cn=Packages,cn=Class Store', [item])]);
}

function writeSysvol(files: FileStore, folder: string, gpo: SampleGpo): void {
  for (const side of ['Machine', 'User']) files.makeFolder(files.join(folder, side));
  const write = (path: string, bytes: Uint8Array): void => {
    const target = files.join(folder, ...path.split('/'));
    files.makeFolder(files.dirname(target));
    files.writeFile(target, bytes);
  };
  write('GPT.INI', writeGptIni({ ...newGptIni, ...(gpo.sysvolVersions ?? gpo.versions) }));
  if (gpo.comment !== undefined) write('GPO.cmt', writeGpoComment(gpo.comment));
  if (gpo.computer !== undefined) write('Machine/registry.pol', polBytes(gpo.computer));
  if (gpo.user !== undefined) write('User/registry.pol', polBytes(gpo.user));
  for (const file of gpo.files ?? []) write(file.path, fileBytes(file));
}

function polBytes(records: readonly PolRecord[]): Uint8Array {
  return writeRegistryPol({ records, damage: [], hasHeader: true });
}

function fileBytes(file: SampleFile): Uint8Array {
  switch (file.encoding) {
    case 'utf-8':
      return utf8.encode(file.text);
    case 'utf-16':
      return writeGpoComment(`\ufeff${file.text}`);
    case 'raw':
      return Uint8Array.from(file.text, (character) => character.charCodeAt(0));
  }
}
