import { vscode } from '../vscodeApi';
import type { PlanAction, PlanPageState } from '../../shared/planMessages';
import { describeError } from '../../text/errors';
import { describeSummary } from '../../text/summary';
import type { PlanDocument } from './planDocument';
import type { PlanState } from './planStore';

/** Where a plan stands, in words. */
export function planPageState(state: PlanState, isRunning: boolean): PlanPageState {
  switch (state.kind) {
    case 'open':
      return { kind: 'open', title: '', details: [] };
    case 'applying':
      return isRunning
        ? { kind: 'applying', title: vscode.l10n.t('Applying…'), details: [] }
        : {
            kind: 'failed',
            title: vscode.l10n.t('Apply was started and did not end in this window.'),
            details: [vscode.l10n.t('What became of it is said when the domain is opened; then make the plan again.')],
          };
    case 'applied': {
      const { title, details, severity } = describeSummary(state.summary);
      return { kind: severity === 'error' ? 'failed' : 'applied', title, details };
    }
    case 'refused': {
      const { message, next } = describeError(state.error);
      return { kind: 'refused', title: message, details: next === '' ? [] : [next] };
    }
    case 'discarded':
      return { kind: 'discarded', title: vscode.l10n.t('Discarded. Nothing was changed.'), details: [] };
  }
}

/** What can be done with a plan now. */
export function planActions(document: PlanDocument, isRunning: boolean): readonly PlanAction[] {
  const { state, plan } = document;
  const close: PlanAction = action('discard', vscode.l10n.t('Discard'), 'Backspace');
  const again: PlanAction = action('again', vscode.l10n.t('Plan Again'));
  switch (state.kind) {
    case 'open':
      return [applyAction(), close];
    case 'applying':
      return isRunning ? [] : [again];
    case 'applied':
      return [
        action('details', vscode.l10n.t('Show Details')),
        ...(state.summary.undoId === undefined || !plan.undoable ? [] : [action('undo', vscode.l10n.t('Undo'))]),
      ];
    case 'refused':
    case 'discarded':
      return [again];
  }
}

function applyAction(): PlanAction {
  const apply = action('apply', vscode.l10n.t('Apply'), 'Enter');
  return vscode.workspace.isTrusted
    ? apply
    : { ...apply, disabled: vscode.l10n.t('Nothing can be changed in Restricted Mode: trust this workspace first.') };
}

function action(name: PlanAction['action'], label: string, key = ''): PlanAction {
  return { action: name, label, key, disabled: undefined };
}
