import type { Problem, ProblemCode, ReadResult } from '../../kernel/problem';
import { parseXml } from '../../xml/parseXml';
import { rememberSource } from '../../xml/sourceBytes';
import { childValue, valueText } from '../../xml/valueText';
import { childElements, placeOf, type XmlElement } from '../../xml/xmlTree';
import {
  isMigrationEntryType,
  type MigrationDestination,
  type MigrationEntry,
  type MigrationTable,
} from './migrationTable';

/**
 * Reads a .migtable in whatever encoding its bytes show. Never throws. Problems: those of {@link parseXml}; with line,
 * column and record `migration-table-wrong-root`, `migration-table-unknown-type {type}` (read as Unknown),
 * `migration-table-no-destination {source}` (read as same-as-source, as GPMC takes a missing one),
 * `migration-table-several-destinations {source}` (the first counts), and the warning
 * `migration-table-unknown-element {element}`.
 */
export function readMigrationTable(bytes: Uint8Array): ReadResult<MigrationTable> {
  const { root, problems } = parseXml(bytes);
  const found: Problem[] = [...problems];
  if (root?.local !== 'MigrationTable') {
    const place = root === undefined ? { line: 1, column: 1 } : placeOf(root);
    found.push({ code: 'migration-table-wrong-root', severity: 'error', place, params: {} });
    return { value: { entries: [] }, problems: found };
  }
  for (const child of childElements(root)) if (child.local !== 'Mapping') noteUnknown(child, found);
  const value = {
    entries: childElements(root, 'Mapping').map((element, index) => readEntry(element, index + 1, found)),
  };
  const whole = found.every(({ severity }) => severity === 'warning');
  return { value: whole ? rememberSource(value, bytes) : value, problems: found };
}

function readEntry(element: XmlElement, record: number, problems: Problem[]): MigrationEntry {
  const note = (code: ProblemCode, params: Problem['params']): void => {
    problems.push({ code, severity: 'error', place: { ...placeOf(element), record }, params });
  };
  const type = childValue(element, 'Type') ?? '';
  const source = childValue(element, 'Source') ?? '';
  if (!isMigrationEntryType(type)) note('migration-table-unknown-type', { type });
  const destinations = childElements(element).flatMap(readDestination);
  const [destination] = destinations;
  if (destination === undefined) note('migration-table-no-destination', { source });
  if (destinations.length > 1) note('migration-table-several-destinations', { source });
  for (const child of childElements(element))
    if (child.local !== 'Type' && child.local !== 'Source' && readDestination(child).length === 0)
      noteUnknown(child, problems);
  return {
    type: isMigrationEntryType(type) ? type : 'Unknown',
    source,
    destination: destination ?? { kind: 'same-as-source' },
  };
}

function readDestination(element: XmlElement): readonly MigrationDestination[] {
  switch (element.local) {
    case 'Destination':
      return [{ kind: 'text', text: valueText(element) }];
    case 'DestinationSameAsSource':
      return [{ kind: 'same-as-source' }];
    case 'DestinationNone':
      return [{ kind: 'none' }];
    case 'DestinationByRelativeName':
      return [{ kind: 'by-relative-name' }];
    default:
      return [];
  }
}

function noteUnknown(element: XmlElement, problems: Problem[]): void {
  problems.push({
    code: 'migration-table-unknown-element',
    severity: 'warning',
    place: placeOf(element),
    params: { element: element.name },
  });
}
