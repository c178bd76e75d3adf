import { config } from '@vscode/l10n';
import { vscode } from './vscodeApi';
import type { Disposable } from '../core/kernel/disposable';
import { PolicyError } from '../core/kernel/errors';
import type { Services } from '../services/api';
import { ChangeFlow } from './changeFlow';
import type { CommandContext } from './commands/commandContext';
import { dropActions } from './commands/dropActions';
import { registerCommands } from './commands/registerCommands';
import { PlanEditor } from './editors/planEditor';
import { PlanStore } from './editors/planStore';
import { registerReportEditor } from './editors/reportEditor';
import { reportOfQuery } from './editors/reportUri';
import { Catalogues } from './model/catalogues';
import { watchFolder } from './model/folderWatcher';
import { OperationMarks } from './model/operationMarks';
import { RestartingServices } from './restartingServices';
import { Settings } from './settings';
import { offerCommandLine } from './terminal/terminalCommandLine';
import { showError } from './ui/errors';
import { tellInterrupted } from './ui/interruptedWork';
import { OperationRunner } from './ui/operationRunner';
import { OperationStatusItem } from './ui/operationStatusItem';
import { Summaries } from './ui/summaries';
import { BackupsView } from './views/backupsView';
import { DomainsView } from './views/domainsView';
import { RowDragAndDrop } from './views/dragAndDrop';

/** Makes everything and starts nothing: the worker thread starts at the first question to the services. */
export function activate(context: vscode.ExtensionContext): TestAccess | undefined {
  if (vscode.l10n.bundle !== undefined) config({ contents: vscode.l10n.bundle });
  const own = <T extends Disposable>(item: T): T => {
    context.subscriptions.push(item);
    return item;
  };
  const log = own(vscode.window.createOutputChannel('Group Policy', { log: true }));
  const settings = own(new Settings());
  const worker = own(
    new RestartingServices({
      script: vscode.Uri.joinPath(context.extensionUri, 'dist', 'worker.js').fsPath,
      options: () => settings.workerOptions(),
      log: (level, message) => log[level](message),
    }),
  );
  const { services } = worker;
  const catalogues = own(new Catalogues(services, settings, watchFolder));
  own(catalogues.onDidOpen(({ info, interrupted }) => void tellInterrupted(info.dnsName, interrupted, log)));
  const marks = own(new OperationMarks());
  const runner = own(new OperationRunner(marks));
  own(new OperationStatusItem(runner));
  const applyOptions = (): void => {
    if (!runner.isRunning) worker.applyOptions();
  };
  own(settings.onDidChange(applyOptions));
  own(runner.registry.onDidChange(applyOptions));
  const summaries = own(
    new Summaries(log, (domain, undoId) => {
      changes.propose({ kind: 'undo', domain, undoId }).catch((error: unknown) => showError(error, log));
    }),
  );
  const plans = new PlanStore(vscode.Uri.joinPath(context.globalStorageUri, 'plans'));
  const changes = new ChangeFlow({ services, catalogues, runner, summaries, plans, log });
  const planEditor = own(new PlanEditor(context.extensionUri, plans, changes));
  const dragAndDrop = new RowDragAndDrop(dropActions(() => commands));
  const domainsView = own(new DomainsView(catalogues, marks, dragAndDrop));
  const backupsView = own(new BackupsView(catalogues, dragAndDrop));
  const commands: CommandContext = {
    services,
    catalogues,
    changes,
    runner,
    summaries,
    plans: planEditor,
    domainsView,
    backupsView,
    log,
  };
  own(registerCommands(commands));
  own(
    registerReportEditor({
      extensionUri: context.extensionUri,
      printFolder: vscode.Uri.joinPath(context.globalStorageUri, 'print'),
      sessions: services,
      sourceOf: (uri) => {
        const source = reportOfQuery(uri.query);
        return source === undefined
          ? Promise.reject(new PolicyError('report-not-recognised', { file: uri.toString() }))
          : Promise.resolve(source);
      },
    }),
  );
  offerCommandLine(context, log);
  return context.extensionMode === vscode.ExtensionMode.Test
    ? { services, domainsView, backupsView, dragAndDrop, runner }
    : undefined;
}

/** What the integration tests see of the inside; nobody else gets it. */
export interface TestAccess {
  readonly services: Services;
  readonly domainsView: DomainsView;
  readonly backupsView: BackupsView;
  readonly dragAndDrop: RowDragAndDrop;
  readonly runner: OperationRunner;
}
