import type { BackupPrincipal } from '../../../core/formats/backupXml/backupDocument';
import { pathEntry, principalEntry, principalForms } from '../../../core/formats/migrationTable/mapReferences';
import type { MigrationEntry } from '../../../core/formats/migrationTable/migrationTable';
import { PolicyError } from '../../../core/kernel/errors';
import type { PlanMessage } from '../../../core/model/changePlan';
import type { DomainInfo } from '../../../core/model/domain';
import { planMessage } from '../../../core/model/planMessages';
import type { FileStore } from '../../../core/ports/fileStore';
import { findReferences, type Reference } from '../../migrationTables/findReferences';
import type { GpoContent } from '../content/gpoContent';
import type { ChosenMapping } from '../mapping';

/** What becomes of the principals and paths in a content that goes into a domain. */
export interface MappingEffects {
  readonly effects: readonly PlanMessage[];
  readonly warnings: readonly PlanMessage[];
}

/**
 * Says what a migration table maps, what it leaves, and what nothing maps. Principals of the target domain need no mapping.
 * @throws migration-table-unmapped with a strict table that leaves something
 */
export function mappingEffects(
  files: FileStore,
  content: GpoContent,
  chosen: ChosenMapping | undefined,
  target: Pick<DomainInfo, 'sid' | 'dnsName'>,
): MappingEffects {
  const found = findReferences(files, content);
  const isOfTarget = ({ text }: Reference): boolean => text.toUpperCase().startsWith(`${target.sid}-`);
  const principals = found.principals.filter((reference) => !isOfTarget(reference));
  const preferences = preferenceWarnings(found.unmappable.filter((reference) => !isOfTarget(reference)));
  const { domain } = content.document.core;
  if (chosen === undefined) {
    const count = principals.length + found.paths.length;
    const isForeign = domain.toLowerCase() !== target.dnsName.toLowerCase();
    const warning = planMessage('foreign-settings-without-mapping', { domain, count });
    return { effects: [], warnings: [...(isForeign && count > 0 ? [warning] : []), ...preferences] };
  }
  const { table, strict } = chosen.mapping;
  const file = chosen.precondition.subject;
  const names = new Map(content.document.securityGroups.map((group) => [group.sid.toUpperCase(), group]));
  const ofPrincipals = principals.map((reference) => ({
    reference,
    entry: principalEntry(table, forms(reference.text, names)),
  }));
  const ofPaths = found.paths.map((reference) => ({ reference, entry: pathEntry(table, reference.text) }));
  const left = [...ofPrincipals, ...ofPaths].filter(({ entry }) => entry === undefined);
  if (strict && left.length > 0)
    throw new PolicyError('migration-table-unmapped', { file, sources: left.map(({ reference }) => reference.text) });
  const mapped = (items: typeof ofPaths, code: 'principal-mapped' | 'path-mapped'): readonly PlanMessage[] =>
    items.flatMap(({ reference: { text }, entry }) =>
      entry === undefined || entry.destination.kind === 'same-as-source'
        ? []
        : [planMessage(code, { from: text, to: destinationText(entry) })],
    );
  return {
    effects: [
      planMessage('mapping-applied', { file, entries: table.entries.length, strict }),
      ...mapped(ofPrincipals, 'principal-mapped'),
      ...mapped(ofPaths, 'path-mapped'),
    ],
    warnings: [
      ...ofPrincipals.flatMap(({ reference, entry }) =>
        entry === undefined
          ? [planMessage('principal-not-mapped', { principal: reference.text, places: reference.place })]
          : [],
      ),
      ...ofPaths.flatMap(({ reference, entry }) =>
        entry === undefined ? [planMessage('path-not-mapped', { path: reference.text })] : [],
      ),
      ...preferences,
    ],
  };
}

/** The forms in which a table may name a principal, by what the backup knows of it. */
function forms(text: string, names: ReadonlyMap<string, BackupPrincipal>): readonly string[] {
  const known = names.get(text.toUpperCase());
  return [text.toLowerCase(), ...(known === undefined ? [] : principalForms(known))];
}

function destinationText({ destination, source }: MigrationEntry): string {
  switch (destination.kind) {
    case 'text':
      return destination.text;
    case 'same-as-source':
      return source;
    case 'none':
      return '';
    case 'by-relative-name':
      return source.replace(/@.*$/, '').replace(/^.*\\/, '');
  }
}

function preferenceWarnings(references: readonly Reference[]): readonly PlanMessage[] {
  const byPlace = new Map<string, string[]>();
  for (const { text, place } of references)
    for (const path of place.split(', ')) byPlace.set(path, [...(byPlace.get(path) ?? []), text]);
  return [...byPlace].map(([path, principals]) =>
    planMessage('preferences-not-mapped', { path, principals: principals.join(', ') }),
  );
}
