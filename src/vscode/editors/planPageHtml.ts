import { vscode } from '../vscodeApi';
import { escapeHtml } from '../../core/report/render/escapeHtml';

/** The page without a plan: its script asks for that. Only that script runs, and nothing is loaded from anywhere else. */
export function planPageHtml(webview: vscode.Webview, extensionUri: vscode.Uri): string {
  const file = (...path: readonly string[]): string =>
    escapeHtml(webview.asWebviewUri(vscode.Uri.joinPath(extensionUri, ...path)).toString());
  const nonce = Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('');
  const policy = `default-src 'none'; style-src ${webview.cspSource}; script-src 'nonce-${nonce}'`;
  return `<!DOCTYPE html>
<html lang="${escapeHtml(vscode.env.language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escapeHtml(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${file('media', 'plan.css')}">
</head>
<body data-vscode-context='{"preventDefaultContextMenuItems":true}'>
<div id="root"><p class="reading" role="status">${escapeHtml(vscode.l10n.t('Reading the plan…'))}</p></div>
<script nonce="${nonce}" src="${file('dist', 'webview', 'plan.js')}"></script>
</body>
</html>`;
}
