import { parseBackupId, parseDomainAddress, parseGpoId } from '../../core/model/ids';
import type { ReportSource } from '../../services/reports/reportServices';

/** Reports that are made when they are looked at: of a GPO, of a backup. */
type MadeReport = Extract<ReportSource, { readonly kind: 'gpo' | 'backup' }>;

/**
 * The path of a report's URI. It holds all identity, so that reload and reopening need nothing else; the title at its end
 * is what the tab shows: `/gpo/ADDRESS/GUID/TITLE`, `/backup/FOLDER/ID/TITLE`, each part percent-encoded.
 */
export function reportPath(source: MadeReport, title: string): string {
  const parts =
    source.kind === 'gpo' ? ['gpo', source.address, source.gpo] : ['backup', source.backup.folder, source.backup.id];
  const shown = title.replace(/[\\/]/g, '-').replace(/\p{Cc}/gu, ' ');
  return `/${[...parts.map(encodeURIComponent), shown].join('/')}`;
}

/** What a path of {@link reportPath} stands for; undefined when it is none. */
export function reportOfPath(path: string): MadeReport | undefined {
  const [kind, place, id] = path.split('/').slice(1, 4).map(decodePart);
  if (place === undefined || id === undefined) return undefined;
  if (kind === 'gpo') {
    const address = parseDomainAddress(place)?.address;
    const gpo = parseGpoId(id);
    return address === undefined || gpo === undefined ? undefined : { kind, address, gpo };
  }
  const backup = parseBackupId(id);
  return kind === 'backup' && backup !== undefined ? { kind, backup: { folder: place, id: backup } } : undefined;
}

function decodePart(part: string): string | undefined {
  try {
    return decodeURIComponent(part);
  } catch {
    return undefined;
  }
}
