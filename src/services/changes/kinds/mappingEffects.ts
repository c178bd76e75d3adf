import { pathEntry } from '../../../core/formats/migrationTable/mapReferences';
import type { SettingsMapper } from '../../../core/formats/migrationTable/settingsMapper';
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
 * Says what a migration table maps, what it leaves, what it maps to something that the domain does not know, and what
 * nothing maps. Principals of the target domain need no mapping.
 * @param content as it is in the backup
 * @param mapper of the table, which has mapped the content
 * @throws migration-table-unmapped with a strict table that leaves something, or names what the domain does not know
 */
export function mappingEffects(
  files: FileStore,
  content: GpoContent,
  mapper: SettingsMapper | undefined,
  chosen: ChosenMapping | undefined,
  target: Pick<DomainInfo, 'sid' | 'dnsName'>,
): MappingEffects {
  const found = findReferences(files, content);
  const isOfTarget = ({ text }: Reference): boolean => text.toUpperCase().startsWith(`${target.sid}-`);
  const principals = found.principals.filter((reference) => !isOfTarget(reference));
  const preferences = preferenceWarnings(found.unmappable.filter((reference) => !isOfTarget(reference)));
  if (chosen === undefined || mapper === undefined) {
    const { domain } = content.document.core;
    const count = principals.length + found.paths.length;
    const isForeign = domain.toLowerCase() !== target.dnsName.toLowerCase();
    const warning = planMessage('foreign-settings-without-mapping', { domain, count });
    return { effects: [], warnings: [...(isForeign && count > 0 ? [warning] : []), ...preferences] };
  }
  const { table, strict } = chosen.mapping;
  const file = chosen.precondition.subject;
  const left = [...mapper.unmapped, ...mapper.unresolved];
  if (strict && left.length > 0) throw new PolicyError('migration-table-unmapped', { file, sources: left });
  return {
    effects: [
      planMessage('mapping-applied', { file, entries: table.entries.length, strict }),
      ...principals.flatMap(({ text }) => principalEffect(text, mapper)),
      ...found.paths.flatMap(({ text }) => pathEffect(text, mapper)),
    ],
    warnings: [
      ...principals.flatMap(({ text, place }) =>
        mapper.unmapped.has(text) ? [planMessage('principal-not-mapped', { principal: text, places: place })] : [],
      ),
      ...found.paths.flatMap(({ text }) =>
        pathEntry(table, text) === undefined ? [planMessage('path-not-mapped', { path: text })] : [],
      ),
      ...[...mapper.unresolved].map((principal) => planMessage('destination-unknown', { principal })),
      ...preferences,
    ],
  };
}

function principalEffect(from: string, mapper: SettingsMapper): readonly PlanMessage[] {
  const mapped = mapper.principal(from);
  switch (mapped.kind) {
    case 'keep':
      return [];
    case 'remove':
      return [planMessage('principal-removed', { principal: from })];
    case 'to':
      return [planMessage('principal-mapped', { from, to: mapped.name })];
  }
}

function pathEffect(from: string, mapper: SettingsMapper): readonly PlanMessage[] {
  const to = mapper.paths(from);
  return to === from ? [] : [planMessage('path-mapped', { from, to })];
}

function preferenceWarnings(references: readonly Reference[]): readonly PlanMessage[] {
  const byPlace = new Map<string, string[]>();
  for (const { text, place } of references)
    for (const path of place.split(', ')) byPlace.set(path, [...(byPlace.get(path) ?? []), text]);
  return [...byPlace].map(([path, principals]) =>
    planMessage('preferences-not-mapped', { path, principals: principals.join(', ') }),
  );
}
