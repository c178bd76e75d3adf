import { vscode } from '../vscodeApi';
import { randomUUID } from 'node:crypto';
import { PolicyError } from '../../core/kernel/errors';
import type { ReportFormat, ReportSource } from '../../services/reports/reportSource';
import { OperationRegistry } from '../../services/operations/operationRegistry';
import { runOperation } from '../../services/operations/runOperation';
import type { GpoSummary } from '../../core/model/gpo';
import { reportViewType, reportXmlViewType } from '../editors/reportEditor';
import { reportUri } from '../editors/reportUri';
import { fileName } from '../model/fileName';
import type { DomainCatalogue } from '../model/domainCatalogue';
import { askFolder, pickOne } from '../ui/pick';
import { pickDomain, pickGpo } from '../ui/pickPolicy';
import { channelLogger } from '../ui/log';
import { timeText } from '../../text/times';
import type { CommandContext, Commands } from './commandContext';
import type { CommandTarget } from './ids';
import { backupsOf, domainOf, fileOf, gposOf, nodesOf } from './targets';

type MadeReport = Parameters<typeof reportUri>[0];

/** Show Report, Save Report, Report on All. */
export function reportCommands(context: CommandContext): Commands {
  return {
    showReport: async (target, all) => {
      const file = fileOf(target);
      if (file !== undefined) {
        const viewType = /gpreport\.xml$/i.test(file) ? reportViewType : reportXmlViewType;
        await vscode.commands.executeCommand('vscode.openWith', vscode.Uri.file(file), viewType);
        return;
      }
      for (const { source, title } of await chooseReports(context, target, all, vscode.l10n.t('Show Report'))) {
        const uri = vscode.Uri.from(reportUri(source, title));
        await vscode.commands.executeCommand('vscode.openWith', uri, reportViewType, { preview: false });
      }
    },
    saveReport: async (target, all) => {
      const file = fileOf(target);
      const title = vscode.l10n.t('Save Report');
      if (file !== undefined) {
        await saveReport(context, { kind: 'file', path: file }, 'gpreport');
        return;
      }
      for (const chosen of await chooseReports(context, target, all, title))
        await saveReport(context, chosen.source, chosen.title);
    },
    reportAll: async (target, all) => {
      const title = vscode.l10n.t('Report on All');
      const catalogue = domainOf(nodesOf(context, target, all)) ?? (await pickDomain(context.catalogues, title));
      await reportAll(context, catalogue, title);
    },
  };
}

interface ChosenReport {
  readonly source: MadeReport;
  readonly title: string;
}

async function chooseReports(
  context: CommandContext,
  target: CommandTarget,
  all: readonly CommandTarget[] | undefined,
  title: string,
): Promise<readonly ChosenReport[]> {
  const nodes = nodesOf(context, target, all);
  const backups = backupsOf(nodes, 'newest');
  if (backups.length > 0)
    return backups.map(({ folder, id, gpoName, time }) => ({
      source: { kind: 'backup', backup: { folder, id } },
      title: `${gpoName} (${timeText(time)})`,
    }));
  const chosen = gposOf(nodes) ?? (await chooseOne(context, nodes, title));
  const { address } = chosen.catalogue;
  return chosen.gpos.map(({ id, name }) => ({ source: { kind: 'gpo', address, gpo: id }, title: name }));
}

async function chooseOne(
  context: CommandContext,
  nodes: ReturnType<typeof nodesOf>,
  title: string,
): Promise<{ readonly catalogue: DomainCatalogue; readonly gpos: readonly GpoSummary[] }> {
  const catalogue = domainOf(nodes) ?? (await pickDomain(context.catalogues, title));
  return { catalogue, gpos: [await pickGpo(catalogue, title)] };
}

const endings: Readonly<Record<string, ReportFormat>> = { html: 'html', md: 'markdown', json: 'json', xml: 'xml' };

async function saveReport(context: CommandContext, source: ReportSource, title: string): Promise<void> {
  const folder = vscode.workspace.workspaceFolders?.find(({ uri }) => uri.scheme === 'file')?.uri;
  const name = `${fileName(title)}.html`;
  const target = await vscode.window.showSaveDialog({
    title: vscode.l10n.t('Save Report'),
    defaultUri: folder === undefined ? vscode.Uri.file(name) : vscode.Uri.joinPath(folder, name),
    filters: { [vscode.l10n.t('HTML page')]: ['html'], Markdown: ['md'], JSON: ['json'], XML: ['xml'] },
  });
  if (target === undefined) return;
  const ending = target.path.slice(target.path.lastIndexOf('.') + 1).toLowerCase();
  const bytes = await context.runner.run(
    {
      kind: 'report',
      change: undefined,
      title: vscode.l10n.t('Save Report'),
      domainName: '',
      subjects: [title],
      rows: undefined,
    },
    (run) => context.services.renderReport({ source, format: endings[ending] ?? 'html' }, run),
    () => undefined,
  );
  await vscode.workspace.fs.writeFile(target, bytes);
  const open = vscode.l10n.t('Open');
  const answer = await vscode.window.showInformationMessage(vscode.l10n.t('Saved as {0}.', target.fsPath), open);
  if (answer === open) await vscode.commands.executeCommand('vscode.open', target);
}

async function reportAll(context: CommandContext, catalogue: DomainCatalogue, title: string): Promise<void> {
  const format = await pickOne({ title, placeholder: vscode.l10n.t('Form of the reports') }, [
    { label: vscode.l10n.t('HTML page'), value: { format: 'html', ending: 'html' } as const },
    { label: 'Markdown', value: { format: 'markdown', ending: 'md' } as const },
    { label: 'JSON', value: { format: 'json', ending: 'json' } as const },
    { label: 'XML', value: { format: 'xml', ending: 'xml' } as const },
  ]);
  const folder = vscode.Uri.file(await askFolder(title, vscode.l10n.t('Save Reports Here')));
  const gpos = await catalogue.gpos.all();
  const names = distinctNames(gpos, format.ending);
  const ports = {
    clock: { now: () => Date.now() },
    guids: { next: () => `{${randomUUID().toUpperCase()}}` },
    logger: channelLogger(context.log),
    // the runner tells of it as one operation already
    operations: new OperationRegistry(),
  };
  const summary = await context.runner.run(
    {
      kind: 'report',
      change: undefined,
      title,
      domainName: catalogue.name,
      subjects: gpos.map(({ name }) => name),
      rows: { domain: catalogue.address, gpos: new Map(gpos.map(({ id, name }) => [name, id])) },
    },
    (run) =>
      runOperation(
        {
          kind: 'report',
          domainName: catalogue.name,
          items: gpos.map(({ id, name }) => ({
            subject: id,
            name,
            phases: [
              async ({ token, progress }) => {
                const source = { kind: 'gpo', address: catalogue.address, gpo: id } as const;
                const bytes = await context.services.renderReport(
                  { source, format: format.format },
                  {
                    token,
                    progress: ({ status }) => {
                      if (status !== undefined) progress(status);
                    },
                  },
                );
                await writeFile(vscode.Uri.joinPath(folder, names.get(id) ?? `${id}.${format.ending}`), bytes);
              },
            ],
          })),
        },
        ports,
        run,
      ),
    (result) => result,
  );
  context.summaries.show(summary, undefined);
}

async function writeFile(file: vscode.Uri, bytes: Uint8Array): Promise<void> {
  try {
    await vscode.workspace.fs.writeFile(file, bytes);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new PolicyError('file-failed', { path: file.fsPath, reason });
  }
}

/** A file name for each GPO; those whose names are one on some file system get their GUID too. */
function distinctNames(gpos: readonly GpoSummary[], ending: string): ReadonlyMap<string, string> {
  const counts = new Map<string, number>();
  const key = (gpo: GpoSummary): string => fileName(gpo.name).toLowerCase();
  for (const gpo of gpos) counts.set(key(gpo), (counts.get(key(gpo)) ?? 0) + 1);
  return new Map(
    gpos.map((gpo) => {
      const name = fileName(gpo.name);
      return [gpo.id, (counts.get(key(gpo)) ?? 0) > 1 ? `${name} ${gpo.id}.${ending}` : `${name}.${ending}`];
    }),
  );
}
