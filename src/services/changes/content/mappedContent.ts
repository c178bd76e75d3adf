import type { BackupDirectoryObject, BackupObject } from '../../../core/formats/backupXml/backupDocument';
import { principalForms, relativeName, type PrincipalNames } from '../../../core/formats/migrationTable/mapReferences';
import { SettingsMapper } from '../../../core/formats/migrationTable/settingsMapper';
import type { MigrationEntry } from '../../../core/formats/migrationTable/migrationTable';
import type { ChangeContext } from '../change';
import type { DomainView } from '../domainView';
import type { ChosenMapping } from '../mapping';
import type { ContentFile, GpoContent } from './gpoContent';

/** A content as a migration table makes it, and the mapper that did so, with what it left and did not find. */
export interface MappedContent {
  readonly content: GpoContent;
  readonly mapper: SettingsMapper | undefined;
}

/** Files beyond this size have nothing that is mapped: reading them would take more memory than a plan may. */
const largestFile = 64 * 1024 * 1024;

/**
 * Gives `work` the content as it will be written into the domain of `target`: the files that the table changes lie in a
 * folder that is gone afterwards. Without a table it is the content itself.
 */
export async function withMappedContent<T>(
  context: ChangeContext,
  content: GpoContent,
  target: DomainView,
  table: ChosenMapping | undefined,
  work: (mapped: MappedContent) => Promise<T>,
): Promise<T> {
  if (table === undefined) return work({ content, mapper: undefined });
  const { files } = context.ports;
  const mapper = await mapperOf(content, target, table);
  return context.work.use((folder) => {
    const mapped = new Map<string, ContentFile>();
    for (const [key, file] of content.files) {
      const bytes = file.size > largestFile ? undefined : mapper.file(file.path, () => files.readFile(file.source));
      const source = files.join(folder, String(mapped.size));
      if (bytes !== undefined) files.writeFile(source, bytes);
      mapped.set(key, bytes === undefined ? file : { path: file.path, size: bytes.length, source });
    }
    mapper.objects(content.document.extensions.flatMap(({ objects }) => objects.filter(isDirectory)));
    return work({ content: { ...content, files: mapped }, mapper });
  });
}

async function mapperOf(
  { document }: GpoContent,
  { info, provider }: DomainView,
  { mapping }: ChosenMapping,
): Promise<SettingsMapper> {
  const { dnsName, netbiosName, sid } = info;
  const sources = document.securityGroups;
  const texts = mapping.table.entries.flatMap((entry) => destinations(entry, sources));
  const principals = await provider.reader.principals(texts);
  return new SettingsMapper(mapping, sources, { dnsName, netbiosName, sid, principals });
}

/** What an entry asks the target domain for; a relative name may be that of a source that is written as a SID. */
function destinations(
  { type, source, destination }: MigrationEntry,
  sources: readonly PrincipalNames[],
): readonly string[] {
  if (type === 'UNCPath') return [];
  switch (destination.kind) {
    case 'text':
      return [destination.text];
    case 'by-relative-name': {
      const known = sources.find((names) => principalForms(names).includes(source.toLowerCase()));
      return [known?.samAccountName ?? relativeName(source)];
    }
    case 'same-as-source':
    case 'none':
      return [];
  }
}

function isDirectory(object: BackupObject): object is BackupDirectoryObject {
  return object.kind === 'directory';
}
