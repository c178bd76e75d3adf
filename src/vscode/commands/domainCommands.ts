import { vscode } from '../vscodeApi';
import { dirname, join } from 'node:path';
import { neverCancelled } from '../../core/kernel/cancellation';
import { isPolicyError, PolicyError } from '../../core/kernel/errors';
import { snapshotAddress, type DomainAddress } from '../../core/model/ids';
import type { OperationSummary } from '../../core/model/operation';
import { askFolder, pickOne, type Choice } from '../ui/pick';
import { pickDomain } from '../ui/pickPolicy';
import { withSlowProgress } from '../ui/slowProgress';
import type { CommandContext, Commands } from './commandContext';
import { askLiveDomain } from './askLiveDomain';
import { domainOf, fileOf, nodesOf } from './targets';

/** Asks where a domain of one kind is. @throws cancelled */
type AskAddress = () => Promise<DomainAddress>;

/** The kinds of domain that can be added here; where there is one, nobody is asked which. */
function domainKinds(): readonly Choice<AskAddress>[] {
  const kinds: Choice<AskAddress>[] = [
    {
      label: vscode.l10n.t('Domain in a folder'),
      detail: vscode.l10n.t(
        'A snapshot: what Active Directory and SYSVOL hold, as files. It has a file snapshot.json.',
      ),
      value: async () =>
        snapshotAddress(await askFolder(vscode.l10n.t('Folder of the domain'), vscode.l10n.t('Add Domain'))),
    },
  ];
  if (process.platform === 'win32')
    kinds.unshift({
      label: vscode.l10n.t('Live domain…'),
      detail: vscode.l10n.t('Through Group Policy Management and PowerShell on this computer.'),
      value: askLiveDomain,
    });
  return kinds;
}

/** Add Domain, Remove Domain, Create Sample Domain. */
export function domainCommands(context: CommandContext): Commands {
  return {
    addDomain: async (target) => {
      const file = fileOf(target);
      const address = file === undefined ? await askAddress() : snapshotAddress(folderOf(file));
      await addDomain(context, address);
    },
    removeDomain: async (target, all) => {
      const catalogue =
        domainOf(nodesOf(context, target, all)) ??
        (await pickDomain(context.catalogues, vscode.l10n.t('Remove Domain')));
      await context.catalogues.removeDomain(catalogue.address);
      void vscode.window.showInformationMessage(
        vscode.l10n.t('{0} is no longer shown. Nothing in it was changed.', catalogue.name),
      );
    },
    createSampleDomain: async () => {
      const folder = await askFolder(
        vscode.l10n.t('Folder for the sample domain; in one that is not empty it gets a folder of its own'),
        vscode.l10n.t('Create Sample Domain'),
      );
      const address = await createSampleIn(context, folder);
      await addDomain(context, address);
    },
  };
}

async function askAddress(): Promise<DomainAddress> {
  const kinds = domainKinds();
  const [only] = kinds;
  if (only !== undefined && kinds.length === 1) return only.value();
  const ask = await pickOne(
    { title: vscode.l10n.t('Add Domain'), placeholder: vscode.l10n.t('Where is the domain?') },
    kinds,
  );
  return ask();
}

/**
 * Adds a domain and opens it; one that cannot be opened is taken out again. It is named first, as a folder on another
 * computer is opened only because the settings name it.
 */
async function addDomain({ catalogues, services, domainsView }: CommandContext, address: DomainAddress): Promise<void> {
  const isNew = !catalogues.places.domains().includes(address);
  await catalogues.addDomain(address);
  try {
    await withSlowProgress(vscode.l10n.t('Opening the domain'), (token) =>
      services.openDomain({ address }, { token, progress: () => undefined }),
    );
  } catch (error) {
    if (isNew) await catalogues.removeDomain(address);
    throw error;
  }
  await domainsView.revealDomain(address);
}

/** A folder that is not empty gets the sample in a new folder of its own. @throws what making it throws */
async function createSampleIn(context: CommandContext, folder: string): Promise<DomainAddress> {
  const names = ['', 'contoso', ...[2, 3, 4, 5, 6, 7, 8, 9].map((number) => `contoso-${number}`)];
  for (const name of names)
    try {
      return await createSample(context, join(folder, name));
    } catch (error) {
      if (!isPolicyError(error, 'folder-not-empty')) throw error;
    }
  throw new PolicyError('folder-not-empty', { path: folder });
}

async function createSample({ runner, services }: CommandContext, folder: string): Promise<DomainAddress> {
  const summaryOf = (): OperationSummary | undefined => undefined;
  return runner.run(
    {
      kind: 'create-sample',
      change: undefined,
      title: vscode.l10n.t('Create Sample Domain'),
      domainName: '',
      subjects: [],
      rows: undefined,
    },
    (run) => services.createSample({ folder }, run),
    summaryOf,
  );
}

/** A snapshot.json stands for its folder. */
function folderOf(path: string): string {
  return /[\\/]snapshot\.json$/i.test(path) ? dirname(path) : path;
}

/** The context of calls that report nothing and that nobody cancels. */
export const quietRun = { token: neverCancelled, progress: (): void => undefined };
