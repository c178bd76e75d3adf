import { vscode } from '../vscodeApi';
import { PolicyError } from '../../core/kernel/errors';
import type { BackupSummary } from '../../core/model/backup';
import type { Som } from '../../core/model/domain';
import type { GpoSummary } from '../../core/model/gpo';
import type { GpoId } from '../../core/model/ids';
import { commandIds } from '../commands/ids';
import type { Catalogues } from '../model/catalogues';
import type { DomainCatalogue } from '../model/domainCatalogue';
import { byName } from '../model/byName';
import { timeText } from '../../text/times';
import { gpoText } from '../views/rowText';
import { askFolder, pickFromList, pickOne, type Choice } from './pick';

/** A domain: the only one, or the one that the user chooses. @throws cancelled, also when there is none */
export async function pickDomain(catalogues: Catalogues, title: string): Promise<DomainCatalogue> {
  const domains = catalogues.domains();
  const [only] = domains;
  if (only === undefined) {
    await offerDomains();
    throw new PolicyError('cancelled', {});
  }
  if (domains.length === 1) return only;
  await Promise.allSettled(domains.map((domain) => domain.overview()));
  const choices = domains.map((value) => ({ label: value.name, description: value.address, value }));
  return pickOne({ title, placeholder: vscode.l10n.t('Choose a domain') }, choices);
}

async function offerDomains(): Promise<void> {
  const add = vscode.l10n.t('Add Domain…');
  const sample = vscode.l10n.t('Create Sample Domain…');
  const chosen = await vscode.window.showInformationMessage(
    vscode.l10n.t('There is no domain yet. Add one that is held in a folder, or create a sample to try.'),
    add,
    sample,
  );
  if (chosen === add) await vscode.commands.executeCommand(commandIds.addDomain);
  else if (chosen === sample) await vscode.commands.executeCommand(commandIds.createSampleDomain);
}

/** GPOs of a domain. @throws cancelled */
export function pickGpos(
  catalogue: DomainCatalogue,
  title: string,
  picked: ReadonlySet<GpoId> = new Set(),
): Promise<readonly GpoSummary[]> {
  const question = { title, placeholder: vscode.l10n.t('Choose GPOs of {0}', catalogue.name) };
  return pickFromList(question, catalogue.gpos, gpoChoices, { many: true, picked: ({ id }) => picked.has(id) });
}

/** A GPO of a domain. @throws cancelled */
export async function pickGpo(catalogue: DomainCatalogue, title: string): Promise<GpoSummary> {
  const question = { title, placeholder: vscode.l10n.t('Choose a GPO of {0}', catalogue.name) };
  const [gpo] = await pickFromList(question, catalogue.gpos, gpoChoices, { many: false });
  if (gpo === undefined) throw new PolicyError('cancelled', {});
  return gpo;
}

/** GPOs as entries: name, state, GUID. */
export function gpoChoices(gpos: readonly GpoSummary[]): readonly Choice<GpoSummary>[] {
  return byName(gpos).map((gpo) => ({
    label: gpo.name,
    description: gpoText(gpo).description,
    detail: gpo.id,
    value: gpo,
  }));
}

/** A domain, OU or site. @throws cancelled */
export async function pickSom(
  catalogue: DomainCatalogue,
  title: string,
  fits: (som: Som) => boolean = () => true,
): Promise<Som> {
  const question = { title, placeholder: vscode.l10n.t('Choose a domain, OU or site of {0}', catalogue.name) };
  const [som] = await pickFromList(
    question,
    catalogue.soms,
    (soms) => soms.filter(fits).map((value) => ({ label: value.name, description: value.path, value })),
    { many: false },
  );
  if (som === undefined) throw new PolicyError('cancelled', {});
  return som;
}

/** A link: its SOM first, then which of its links. @throws cancelled */
export async function pickLink(
  catalogue: DomainCatalogue,
  title: string,
  fits: (link: Som['links'][number]) => boolean,
): Promise<{ readonly som: Som; readonly gpo: GpoId; readonly order: number }> {
  const som = await pickSom(catalogue, title, ({ links }) => links.some(fits));
  await catalogue.gpos.all();
  const choices = som.links.flatMap((link, index) => {
    if (!fits(link)) return [];
    const order = index + 1;
    const label = catalogue.gpo(link.gpo)?.name ?? link.gpo;
    return [{ label, description: vscode.l10n.t('link {0}', order), value: { som, gpo: link.gpo, order } }];
  });
  return pickOne({ title, placeholder: vscode.l10n.t('Choose a link of {0}', som.name) }, choices);
}

/** A backup folder: one of those that are shown, or another one. @throws cancelled */
export async function pickBackupFolder(
  catalogues: Catalogues,
  title: string,
  purpose: 'read' | 'write',
): Promise<string> {
  const folders = catalogues.places.backupFolders();
  const other = vscode.l10n.t('Other Folder…');
  const known = folders.map((folder): Choice<string | undefined> => ({ label: folder, value: folder }));
  const chosen =
    known.length === 0
      ? undefined
      : await pickOne({ title, placeholder: vscode.l10n.t('Choose a backup folder') }, [
          ...known,
          { label: other, value: undefined },
        ]);
  if (chosen !== undefined) return chosen;
  const folder = await askFolder(
    title,
    purpose === 'read' ? vscode.l10n.t('Use These Backups') : vscode.l10n.t('Back Up Here'),
  );
  await catalogues.addBackupFolder(folder);
  return folder;
}

/** Backups of a folder. @throws cancelled */
export function pickBackups(
  catalogues: Catalogues,
  folder: string,
  title: string,
  many: boolean,
  fits: (backup: BackupSummary) => boolean = () => true,
): Promise<readonly BackupSummary[]> {
  const question = {
    title,
    placeholder: many ? vscode.l10n.t('Choose backups') : vscode.l10n.t('Choose a backup'),
  };
  return pickFromList(
    question,
    catalogues.backupFolder(folder).backups,
    (backups) =>
      backups.filter(fits).map((value) => ({
        label: value.gpoName,
        description: [timeText(value.time), value.comment].filter((part) => part !== '').join(' · '),
        detail: [value.domain, value.id].join(' · '),
        value,
      })),
    { many },
  );
}
