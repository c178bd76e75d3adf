import { checkMigrationTable } from '../../core/formats/migrationTable/checkMigrationTable';
import {
  isMigrationEntryType,
  type MigrationEntry,
  type MigrationEntryType,
} from '../../core/formats/migrationTable/migrationTable';
import { readMigrationTable } from '../../core/formats/migrationTable/readMigrationTable';
import { writeMigrationTable } from '../../core/formats/migrationTable/writeMigrationTable';
import type { BackupPrincipal } from '../../core/formats/backupXml/backupDocument';
import type { CancellationToken } from '../../core/kernel/cancellation';
import { writeFileAtomically } from '../../storage/atomicFile';
import type { Services } from '../api';
import type { ChangeContext } from '../changes/change';
import { withCurrentContent, type GpoContent } from '../changes/content/gpoContent';
import { BackupReading } from '../changes/kinds/backupFacts';
import { findReferences } from './findReferences';

/** The use cases about migration tables. */
export type MigrationTableServices = Pick<Services, 'createMigrationTable' | 'checkMigrationTable'>;

type Source = Parameters<Services['createMigrationTable']>[0]['from'];

/** Makes {@link MigrationTableServices}. */
export function migrationTableServices(contextOf: (token: CancellationToken) => ChangeContext): MigrationTableServices {
  return {
    createMigrationTable: async ({ file, from, includeSecurity }, run) => {
      const context = contextOf(run.token);
      const { files, guids } = context.ports;
      const entries = new Map<string, MigrationEntry>();
      await forEachContent(context, from, (content) => {
        for (const entry of entriesOf(context, content, includeSecurity)) {
          const key = entry.source.toLowerCase();
          if (!entries.has(key)) entries.set(key, entry);
        }
      });
      const table = { entries: [...entries.values()] };
      writeFileAtomically(files, file, writeMigrationTable(table), guids.next());
      return table.entries.length;
    },
    checkMigrationTable: ({ file }, run) => {
      const { value, problems } = readMigrationTable(contextOf(run.token).ports.files.readFile(file));
      return Promise.resolve({ entries: value.entries.length, findings: [...problems, ...checkMigrationTable(value)] });
    },
  };
}

async function forEachContent(context: ChangeContext, from: Source, use: (content: GpoContent) => void): Promise<void> {
  if ('backups' in from) {
    const reading = new BackupReading(context);
    for (const backup of from.backups) use((await reading.read(backup)).content);
    return;
  }
  const provider = await context.domains.open(from.address);
  for (const gpo of from.gpos)
    await withCurrentContent(context, provider, gpo, (content) => {
      use(content);
      return Promise.resolve();
    });
}

/** What GPMC's Add puts in: principals and paths of settings, those of the ACL when asked; each as it is until somebody maps it. */
function entriesOf({ ports }: ChangeContext, content: GpoContent, includeSecurity: boolean): readonly MigrationEntry[] {
  const { principals, paths } = findReferences(ports.files, content);
  const { securityGroups, filePaths } = content.document;
  const known = new Map(securityGroups.map((group) => [group.sid.toUpperCase(), group]));
  const entry = (type: MigrationEntryType, source: string): MigrationEntry => ({
    type,
    source,
    destination: { kind: 'same-as-source' },
  });
  const ofPrincipal = ({ sid, type, ...names }: BackupPrincipal): MigrationEntry =>
    entry(isMigrationEntryType(type) ? type : 'Unknown', accountName(names) ?? sid);
  const ofAcl = securityGroups.filter((group) => includeSecurity || group.source !== 'FromDACL');
  return [
    ...principals.map(({ text }) => {
      const group = known.get(text.toUpperCase());
      return group === undefined ? entry('Unknown', text) : ofPrincipal(group);
    }),
    ...ofAcl.map(ofPrincipal).filter(({ source }) => source !== ''),
    ...[...paths.map(({ text }) => text), ...filePaths].map((path) => entry('UNCPath', path)),
  ];
}

/** `name@dns.domain` as GPMC writes sources (gpmc-object-model.md 1.5); the plain name where no domain is known. */
function accountName(principal: Pick<BackupPrincipal, 'samAccountName' | 'dnsDomainName'>): string | undefined {
  const { samAccountName, dnsDomainName } = principal;
  if (samAccountName === '') return undefined;
  return dnsDomainName === '' ? samAccountName : `${samAccountName}@${dnsDomainName}`;
}
