import { PolicyError } from '../../core/kernel/errors';

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

function unsafe(location: string): string | undefined {
  if (/^[\\/]/.test(location)) return 'absolute or UNC';
  if (location.includes(':')) return 'a drive or a stream';
  return location
    .split(/[\\/]/)
    .map(unsafePart)
    .find((reason) => reason !== undefined);
}

function unsafePart(part: string): string | undefined {
  if (part === '') return 'an empty name';
  if (part === '..' || part === '.') return 'leads upwards';
  if (reserved.test(part)) return 'a reserved device name';
  if (/[. ]$/.test(part)) return 'a trailing dot or blank';
  return /[\p{Cc}<>"|?*]/u.test(part) ? 'characters that no file name has' : undefined;
}
