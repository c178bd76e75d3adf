import { vscode } from '../vscodeApi';
import { DisposableStore, type Disposable } from '../../core/kernel/disposable';
import type { GpoSummary } from '../../core/model/gpo';
import { parseDomainAddress, type DomainAddress } from '../../core/model/ids';
import type { OperationMarks } from '../model/operationMarks';
import { versionMismatch } from './rowText';

/** The scheme of rows; nothing is ever opened by it. */
const scheme = 'group-policy-row';

/** Carries what the colour of a GPO's row depends on; undefined for the usual one. */
export function gpoResource(gpo: GpoSummary): vscode.Uri | undefined {
  if (versionMismatch(gpo).length > 0 || gpo.aclConsistent === false)
    return vscode.Uri.from({ scheme, path: `/${gpo.id}`, query: 'problem' });
  return undefined;
}

/** Identifies a domain's row. */
export function domainResource(address: DomainAddress): vscode.Uri {
  return vscode.Uri.from({ scheme, path: '/', query: address });
}

/**
 * Colours the names of GPOs with a problem (icon and description say it too), and puts a badge on a domain in which something
 * runs. Badges change without the rows below being read again. Those that take no effect keep the usual colour: the description
 * has seven tenths of it, and of a paler one that is too little contrast to be read (measured in the dark theme: 3.3 to 1).
 */
export class RowDecorations implements vscode.FileDecorationProvider, Disposable {
  readonly #store = new DisposableStore();
  readonly #changed = this.#store.add(new vscode.EventEmitter<vscode.Uri[]>());
  readonly onDidChangeFileDecorations = this.#changed.event;

  constructor(private readonly marks: OperationMarks) {
    this.#store.add(
      marks.onDidChange((changed) => {
        this.#changed.fire([...new Set(changed.map(({ domain }) => domain))].map(domainResource));
      }),
    );
  }

  provideFileDecoration(uri: vscode.Uri): vscode.FileDecoration | undefined {
    if (uri.scheme !== scheme) return undefined;
    if (uri.query === 'problem') return coloured('list.warningForeground');
    const address = parseDomainAddress(uri.query)?.address;
    const mark = address === undefined ? undefined : this.marks.text(address);
    return mark === undefined ? undefined : new vscode.FileDecoration('⟳', mark);
  }

  dispose(): void {
    this.#store.dispose();
  }
}

function coloured(color: string): vscode.FileDecoration {
  return new vscode.FileDecoration(undefined, undefined, new vscode.ThemeColor(color));
}
