import type * as vscode from 'vscode';
import type { Services } from '../../services/api';
import type { ChangeFlow } from '../changeFlow';
import type { PlanEditor } from '../editors/planEditor';
import type { Catalogues } from '../model/catalogues';
import type { OperationRunner } from '../ui/operationRunner';
import type { Summaries } from '../ui/summaries';
import type { BackupsView } from '../views/backupsView';
import type { DomainsView } from '../views/domainsView';
import type { CommandHandler, CommandName } from './ids';

/** What commands work with. */
export interface CommandContext {
  readonly services: Services;
  readonly catalogues: Catalogues;
  readonly changes: ChangeFlow;
  readonly runner: OperationRunner;
  readonly summaries: Summaries;
  readonly plans: PlanEditor;
  readonly domainsView: DomainsView;
  readonly backupsView: BackupsView;
  readonly log: vscode.LogOutputChannel;
}

/** Commands of one family, by name. */
export type Commands = Readonly<Partial<Record<CommandName, CommandHandler>>>;
