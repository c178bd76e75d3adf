import { vscode } from '../vscodeApi';

/**
 * The panel of the custom editor that the user looks at, among those of one provider. After a reload VS Code may show a panel
 * without ever having said that it is active or visible: the tab tells which document is in front.
 */
export function panelInFront<T>(
  panels: ReadonlyMap<vscode.WebviewPanel, T>,
  uriOf: (shown: T) => vscode.Uri,
): readonly [vscode.WebviewPanel, T] | undefined {
  const entries = [...panels];
  const active = entries.find(([panel]) => panel.active);
  if (active !== undefined) return active;
  const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  if (!(input instanceof vscode.TabInputCustom)) return undefined;
  const front = entries.filter(([, shown]) => uriOf(shown).toString() === input.uri.toString());
  return front.find(([panel]) => panel.visible) ?? front[0];
}
