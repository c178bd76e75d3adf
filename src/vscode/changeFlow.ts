import { vscode } from './vscodeApi';
import { isPolicyError, PolicyError, toErrorValue } from '../core/kernel/errors';
import type { ChangePlan } from '../core/model/changePlan';
import type { ChangeRequest } from '../core/model/changeRequest';
import type { GpoId } from '../core/model/ids';
import type { Services } from '../services/api';
import { changeName } from '../text/names';
import { describePlan } from '../text/plan';
import type { PlanDocument } from './editors/planDocument';
import { planViewType, type PlanActions } from './editors/planEditor';
import type { PlanStore } from './editors/planStore';
import { planUri } from './editors/planUri';
import type { Catalogues } from './model/catalogues';
import { showError } from './ui/errors';
import type { OperationRunner } from './ui/operationRunner';
import { withSlowProgress } from './ui/slowProgress';
import type { Summaries } from './ui/summaries';

/** What changes go through. */
export interface ChangeFlowDeps {
  readonly services: Services;
  readonly catalogues: Catalogues;
  readonly runner: OperationRunner;
  readonly summaries: Summaries;
  readonly plans: PlanStore;
  readonly log: vscode.LogOutputChannel;
}

/** The one way to change something: a request becomes a plan, the plan a page, and only Apply does it. */
export class ChangeFlow implements PlanActions {
  readonly #running = new Set<string>();

  constructor(private readonly deps: ChangeFlowDeps) {}

  /** Plans a change and shows the plan. @throws what planning throws, `workspace-not-trusted` */
  async propose(request: ChangeRequest): Promise<void> {
    requireTrust(changeName(request.kind));
    const { services, plans } = this.deps;
    const plan = await withSlowProgress(vscode.l10n.t('Planning: {0}', changeName(request.kind)), (token) =>
      services.planChange({ request }, { token, progress: () => undefined }),
    );
    const uri = vscode.Uri.from(planUri(plan.id, vscode.l10n.t('Plan: {0}', describePlan(plan).title)));
    await plans.save(uri.query, { plan, state: { kind: 'open' } });
    void plans.prune(Date.now()).catch((error: unknown) => {
      this.deps.log.warn(`Old plans could not be removed: ${String(error)}`);
    });
    await vscode.commands.executeCommand('vscode.openWith', uri, planViewType, { preview: false });
  }

  isRunning(document: PlanDocument): boolean {
    return this.#running.has(document.plan.id);
  }

  apply(document: PlanDocument): Promise<void> {
    return this.#shown(async () => {
      requireTrust(changeName(document.plan.request.kind));
      if (document.state.kind !== 'open' || this.isRunning(document)) return;
      const typedNames = await this.#typedNames(document.plan);
      if (typedNames !== undefined) await this.#apply(document, typedNames);
    });
  }

  again(document: PlanDocument): Promise<void> {
    return this.#shown(() => this.propose(document.plan.request));
  }

  undo(document: PlanDocument): Promise<void> {
    return this.#shown(async () => {
      const { state, plan } = document;
      const undoId = state.kind === 'applied' ? state.summary.undoId : undefined;
      if (undoId === undefined || !('domain' in plan.request)) return;
      await this.propose({ kind: 'undo', domain: plan.request.domain, undoId });
    });
  }

  details(document: PlanDocument): Promise<void> {
    return this.#shown(async () => {
      if (document.state.kind === 'applied') await this.deps.summaries.open(document.state.summary);
    });
  }

  async #apply(document: PlanDocument, typedNames: readonly string[]): Promise<void> {
    const { services, runner, summaries } = this.deps;
    const { plan } = document;
    this.#running.add(plan.id);
    try {
      await document.setState({ kind: 'applying' });
      const summary = await runner.run(
        {
          kind: plan.request.kind === 'undo' ? 'undo' : 'apply',
          change: plan.request.kind,
          title: changeName(plan.request.kind),
          domainName: plan.domainName,
          subjects: plan.items.map(({ subject }) => subject.name),
          rows: rowsOf(plan),
        },
        (run) => services.applyPlan({ plan, typedNames, mappingShown: true }, run),
        (result) => result,
      );
      this.#running.delete(plan.id);
      await document.setState({ kind: 'applied', summary });
      summaries.show(summary, 'domain' in plan.request ? plan.request.domain : undefined);
    } catch (error) {
      this.#running.delete(plan.id);
      await document.setState(
        isPolicyError(error, 'cancelled') ? { kind: 'open' } : { kind: 'refused', error: toErrorValue(error) },
      );
      // the page says it, and offers to plan again
      if (!isPolicyError(error, 'plan-changed-since')) throw error;
    } finally {
      this.#readAgain(plan);
    }
  }

  /** The names of GPOs that every domain needs, typed by the user; undefined when one was not. */
  async #typedNames(plan: ChangePlan): Promise<readonly string[] | undefined> {
    const typed: string[] = [];
    for (const { name } of plan.confirmations) {
      const answer = await vscode.window.showInputBox({
        title: changeName(plan.request.kind),
        prompt: vscode.l10n.t('"{0}" is one of the two GPOs that every domain needs. Type its name to go on.', name),
        placeHolder: name,
        ignoreFocusOut: true,
        validateInput: (value) =>
          value === '' || value === name ? undefined : vscode.l10n.t('This is not the name of the GPO.'),
      });
      if (answer !== name) return undefined;
      typed.push(answer);
    }
    return typed;
  }

  /** What the change touched is read again, not assumed. */
  #readAgain({ request }: ChangePlan): void {
    const { catalogues } = this.deps;
    if (request.kind === 'delete-backup') {
      for (const folder of new Set(request.backups.map((backup) => backup.folder)))
        catalogues.backupFolder(folder).changed();
      return;
    }
    catalogues.domain(request.domain).changed();
    if (request.kind === 'copy') catalogues.domain(request.target).changed();
  }

  async #shown(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      showError(error, this.deps.log);
    }
  }
}

/** @throws workspace-not-trusted in Restricted Mode */
export function requireTrust(operation: string): void {
  if (!vscode.workspace.isTrusted) throw new PolicyError('workspace-not-trusted', { operation });
}

function rowsOf(plan: ChangePlan): Parameters<OperationRunner['run']>[0]['rows'] {
  if (!('domain' in plan.request)) return undefined;
  const gpos = new Map<string, GpoId>();
  for (const { subject } of plan.items)
    if (subject.kind === 'gpo' && subject.id !== undefined) gpos.set(subject.name, subject.id);
  return { domain: plan.request.domain, gpos };
}
