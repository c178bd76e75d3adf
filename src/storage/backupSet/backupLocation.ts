import { PolicyError, type UnsafePath } from '../../core/kernel/errors';

/** Devices that Windows finds in every folder, whatever ending follows (learn.microsoft.com, "Naming Files, Paths, and Namespaces"). */
const reserved = /^(?:con|prn|aux|nul|conin\$|conout\$|clock\$|com[0-9¹²³]|lpt[0-9¹²³])(?: *\..*)?$/i;

const gpoRoot = ['domainsysvol', 'gpo'];

/**
 * The parts of a row's location below the GPO's folder: `DomainSysvol\GPO\Machine\registry.pol` → Machine, registry.pol.
 * Undefined for the folder itself and for other parts of the backup. @throws backup-unsafe-path for anything that could
 * lead out of the backup's folder or name something else on Windows
 */
export function backupLocation(backup: string, location: string): readonly string[] | undefined {
  const reason = unsafe(location);
  if (reason !== undefined) throw new PolicyError('backup-unsafe-path', { backup, path: location, reason });
  const parts = location.split(/[\\/]/);
  const below = parts.slice(gpoRoot.length);
  const isOfGpo = gpoRoot.every((name, index) => parts[index]?.toLowerCase() === name);
  return isOfGpo && below.length > 0 ? below : undefined;
}

function unsafe(location: string): UnsafePath | undefined {
  if (/^[\\/]/.test(location)) return 'absolute';
  if (location.includes(':')) return 'drive-or-stream';
  return location
    .split(/[\\/]/)
    .map(unsafePart)
    .find((reason) => reason !== undefined);
}

function unsafePart(part: string): UnsafePath | undefined {
  if (part === '') return 'empty-name';
  if (part === '..' || part === '.') return 'upwards';
  if (reserved.test(part)) return 'device-name';
  if (/[. ]$/.test(part)) return 'trailing-dot-or-blank';
  return /[\p{Cc}<>"|?*]/u.test(part) ? 'forbidden-characters' : undefined;
}
