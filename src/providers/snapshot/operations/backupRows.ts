import type { BackupExtension, BackupFileObject } from '../../../core/formats/backupXml/backupDocument';
import type { TreeEntry } from '../../../storage/tree';
import type { GpoObject } from '../schema';

interface RowContext {
  /** `\\dc\sysvol\domain\Policies\{id}`. */
  readonly expandedRoot: string;
  readonly entries: readonly TreeEntry[];
}

/**
 * The extension blocks of Backup.xml for a GPO's files: named blocks for what GPMC knows, the rest in a final block
 * "Unknown Extension", depth first, folders included (gpo-file-formats.md 1.2).
 */
export function backupExtensions(object: GpoObject, context: RowContext): readonly BackupExtension[] {
  const claimed = new Set<string>(['gpt.ini']);
  const claim = (path: string, reEvaluate?: string): readonly BackupFileObject[] => {
    const entry = context.entries.find((candidate) => candidate.path.toLowerCase() === path.toLowerCase());
    if (entry === undefined) return [];
    claimed.add(entry.path.toLowerCase());
    return [row(entry, context, reEvaluate)];
  };
  const registry: BackupExtension = {
    id: '{35378EAC-683F-11D2-A89A-00C04FBBCFA2}',
    name: 'Registry',
    objects: [...claim('Machine/registry.pol'), ...claim('User/registry.pol'), wildcard('Adm\\*.*', context)],
  };
  const security = claim('Machine/Microsoft/Windows NT/SecEdit/GptTmpl.inf', 'SecurityValidateSettings');
  const scripts = scriptRows(context, claim);
  const blocks: BackupExtension[] = [registry];
  if (security.length > 0)
    blocks.push({ id: '{827D319E-6EAC-11D2-A4EA-00C04F79F83A}', name: 'Security', objects: security });
  if (scripts.length > 0)
    blocks.push({ id: '{42B5FAAE-6536-11d2-AE5A-0000F87571E3}', name: 'Scripts', objects: scripts });
  if (object.childObjects.length > 0)
    blocks.push({
      id: '{c6dc5466-785a-11d2-84d0-00c04fb169f7}',
      name: 'Software Installation',
      objects: object.childObjects,
    });
  const rest = context.entries.filter(
    ({ path }) => !claimed.has(path.toLowerCase()) && !/^(?:machine|user)$/i.test(path),
  );
  return [
    ...blocks,
    {
      id: '{F15C46CD-82A0-4C2D-A210-5D0D3182A418}',
      name: 'Unknown Extension',
      objects: rest.map((entry) => row(entry, context)),
    },
  ];
}

function scriptRows(
  context: RowContext,
  claim: (path: string, reEvaluate?: string) => readonly BackupFileObject[],
): readonly BackupFileObject[] {
  const sides = [
    ['Machine', ['Startup', 'Shutdown']],
    ['User', ['Logon', 'Logoff']],
  ] as const;
  const found = sides.map(([side, folders]) => {
    const list = claim(`${side}/Scripts/scripts.ini`, 'ScriptsValidatePaths');
    return { list, rows: folders.flatMap((folder) => folderWildcards(`${side}\\Scripts\\${folder}\\*`, context)) };
  });
  return found.some(({ list }) => list.length > 0) ? found.flatMap(({ list, rows }) => [...list, ...rows]) : [];
}

function folderWildcards(path: string, context: RowContext): readonly BackupFileObject[] {
  const base = wildcard(path, context);
  return [{ ...base, kind: 'folder' }, base];
}

function row(entry: TreeEntry, context: RowContext, reEvaluate?: string): BackupFileObject {
  const path = entry.path.replaceAll('/', '\\');
  return {
    kind: entry.kind,
    path: variablePath(path),
    sourceExpandedPath: `${context.expandedRoot}\\${path}`,
    location: `DomainSysvol\\GPO\\${path}`,
    reEvaluate,
    children: [],
  };
}

function wildcard(path: string, context: RowContext): BackupFileObject {
  return {
    kind: 'file',
    path: variablePath(path),
    sourceExpandedPath: `${context.expandedRoot}\\${path}`,
    location: undefined,
    reEvaluate: undefined,
    children: [],
  };
}

function variablePath(path: string): string {
  const side = /^(machine|user)\\/i.exec(path);
  if (side === null) return `%GPO_FSPATH%\\${path}`;
  const variable = side[1]?.toLowerCase() === 'machine' ? '%GPO_MACH_FSPATH%' : '%GPO_USER_FSPATH%';
  return `${variable}\\${path.slice(side[0].length)}`;
}
