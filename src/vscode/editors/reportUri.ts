import { parseBackupId, parseDomainAddress, parseGpoId } from '../../core/model/ids';
import type { ReportSource } from '../../services/reports/reportSource';
import { shownInPath, type PageUri } from './pageUri';

/** The scheme of reports that are made when they are looked at. */
export const reportScheme = 'group-policy-report';

/** Reports that are made when they are looked at: of a GPO, of a backup. */
type MadeReport = Extract<ReportSource, { readonly kind: 'gpo' | 'backup' }>;

/**
 * A report's URI. The query holds all identity, so that reload and reopening need nothing else: `gpo/ADDRESS/GUID`,
 * `backup/FOLDER/ID`, each part percent-encoded. The path is what tab, tooltip and breadcrumbs show: `/PLACE/TITLE`.
 */
export function reportUri(source: MadeReport, title: string): PageUri {
  const [kind, place, id] =
    source.kind === 'gpo'
      ? (['gpo', source.address, source.gpo] as const)
      : (['backup', source.backup.folder, source.backup.id] as const);
  const shownPlace = place.split(/[\\/:]/).findLast((part) => part !== '') ?? place;
  return {
    scheme: reportScheme,
    path: `/${shownInPath(shownPlace)}/${shownInPath(title)}`,
    query: [kind, ...[place, id].map(encodeURIComponent)].join('/'),
  };
}

/** What a query of {@link reportUri} stands for; undefined when it is none. */
export function reportOfQuery(query: string): MadeReport | undefined {
  const [kind, place, id] = query.split('/').slice(0, 3).map(decodePart);
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
