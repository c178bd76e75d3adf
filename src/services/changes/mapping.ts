import { readMigrationTable } from '../../core/formats/migrationTable/readMigrationTable';
import { PolicyError } from '../../core/kernel/errors';
import type { Precondition } from '../../core/model/changePlan';
import type { MappingChoice } from '../../core/model/changeRequest';
import type { Mapping } from '../../core/ports/gpoOperations';
import type { HostPorts } from '../../core/ports/hostPorts';

/** A migration table that a request names, and that the file is as it is now. */
export interface ChosenMapping {
  readonly mapping: Mapping;
  readonly precondition: Precondition;
}

/** Reads the table. @throws migration-table-invalid, file-not-found */
export function readMapping(
  { files, hasher }: Pick<HostPorts, 'files' | 'hasher'>,
  choice: MappingChoice,
): ChosenMapping {
  const { file, strict } = choice;
  const bytes = files.readFile(file);
  const { value, problems } = readMigrationTable(bytes);
  const wrong = problems.find(({ severity }) => severity === 'error');
  if (wrong !== undefined) throw new PolicyError('migration-table-invalid', { file, detail: wrong });
  const precondition = {
    kind: 'file',
    subject: file,
    label: files.basename(file),
    fingerprint: hasher.sha256(bytes),
  } as const;
  return { mapping: { table: value, strict }, precondition };
}
