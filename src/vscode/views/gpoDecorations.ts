import * as vscode from 'vscode';
import type { GpoSummary } from '../../core/model/gpo';
import { versionMismatch } from './rowText';

/** The scheme of rows; nothing is ever opened by it. */
const scheme = 'group-policy-row';

/** Carries what the decoration of a GPO's row depends on. */
export function gpoResource(gpo: GpoSummary): vscode.Uri {
  const state =
    versionMismatch(gpo).length > 0 || gpo.aclConsistent === false
      ? 'problem'
      : gpo.status === 'all-disabled' || gpo.linkCount === 0
        ? 'idle'
        : 'usual';
  return vscode.Uri.from({ scheme, path: `/${gpo.id}`, query: state });
}

/** Colours the names of GPOs: those with a problem, and those that take no effect. Icon and description say it too. */
export const gpoDecorations: vscode.FileDecorationProvider = {
  provideFileDecoration: (uri) => {
    if (uri.scheme !== scheme) return undefined;
    if (uri.query === 'problem') return { color: new vscode.ThemeColor('list.warningForeground') };
    if (uri.query === 'idle') return { color: new vscode.ThemeColor('disabledForeground') };
    return undefined;
  },
};
