import { vscode } from '../vscodeApi';
import { escapeHtml } from '../../core/report/render/escapeHtml';
import { reportPageWords } from '../../text/reportPageWords';
import { reportWords } from '../../text/reportWords';

/** Folders from which the page may load: its script and its style. */
export function reportPageRoots(extensionUri: vscode.Uri): readonly vscode.Uri[] {
  return [vscode.Uri.joinPath(extensionUri, 'dist', 'webview'), vscode.Uri.joinPath(extensionUri, 'media')];
}

/** The page without a report: its script asks for that. Only that script runs, and nothing is loaded from anywhere else. */
export function reportPageHtml(webview: vscode.Webview, extensionUri: vscode.Uri): string {
  const file = (...path: readonly string[]): string =>
    escapeHtml(webview.asWebviewUri(vscode.Uri.joinPath(extensionUri, ...path)).toString());
  const nonce = freshNonce();
  const words = reportPageWords();
  const policy = `default-src 'none'; style-src ${webview.cspSource}; script-src 'nonce-${nonce}'`;
  return `<!DOCTYPE html>
<html lang="${escapeHtml(reportWords().language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escapeHtml(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${file('media', 'report.css')}">
</head>
<body data-words="${escapeHtml(JSON.stringify(words))}">
<div id="root"><p class="reading" role="status">${escapeHtml(words.reading)}</p></div>
<script nonce="${nonce}" src="${file('dist', 'webview', 'report.js')}"></script>
</body>
</html>`;
}

function freshNonce(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
