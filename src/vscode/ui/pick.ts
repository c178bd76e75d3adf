import { vscode } from '../vscodeApi';
import { DisposableStore } from '../../core/kernel/disposable';
import { PolicyError } from '../../core/kernel/errors';
import type { StreamedList } from '../model/streamedList';
import { Throttle } from '../model/throttle';

/** An entry of a quick pick, and what it stands for. */
export interface Choice<T> extends vscode.QuickPickItem {
  readonly value: T;
}

/** What a quick pick asks. */
export interface Question {
  readonly title: string;
  readonly placeholder: string;
}

/** One of a few. @throws cancelled when nothing was chosen */
export async function pickOne<T>(question: Question, choices: readonly Choice<T>[]): Promise<T> {
  const picked = await vscode.window.showQuickPick(choices, {
    title: question.title,
    placeHolder: question.placeholder,
    matchOnDescription: true,
    matchOnDetail: true,
  });
  if (picked === undefined) throw new PolicyError('cancelled', {});
  return picked.value;
}

/** Some of a list that may still be read: its entries appear as they come. @throws cancelled and what reading throws */
export function pickFromList<S, T>(
  question: Question,
  list: StreamedList<S>,
  choicesOf: (items: readonly S[]) => readonly Choice<T>[],
  options: { readonly many: boolean; readonly picked?: (value: T) => boolean },
): Promise<readonly T[]> {
  const store = new DisposableStore();
  const pick = store.add(vscode.window.createQuickPick<Choice<T>>());
  pick.title = question.title;
  pick.placeholder = question.placeholder;
  pick.canSelectMany = options.many;
  pick.matchOnDescription = true;
  pick.matchOnDetail = true;
  pick.busy = true;
  const show = (): void => {
    const selected = new Set(pick.selectedItems.map(({ value }) => value));
    pick.items = choicesOf(list.items);
    if (options.many)
      pick.selectedItems = pick.items.filter(
        ({ value }) => selected.has(value) || (selected.size === 0 && options.picked?.(value) === true),
      );
    pick.busy = !list.isComplete && list.error === undefined;
  };
  const throttle = store.add(new Throttle(500, show));
  store.add(list.onDidChange(() => throttle.ask()));
  return new Promise<readonly T[]>((resolve, reject) => {
    pick.onDidAccept(() => {
      const chosen = options.many ? pick.selectedItems : pick.activeItems.slice(0, 1);
      if (chosen.length === 0) return;
      resolve(chosen.map(({ value }) => value));
      store.dispose();
    });
    pick.onDidHide(() => {
      reject(new PolicyError('cancelled', {}));
      store.dispose();
    });
    list.all().then(show, (error: unknown) => {
      reject(error instanceof Error ? error : new Error(String(error)));
      store.dispose();
    });
    throttle.ask();
    pick.show();
  });
}

/** A text. @throws cancelled when none was given */
export async function askText(
  title: string,
  prompt: string,
  value: string,
  validate: (text: string) => string | undefined = () => undefined,
): Promise<string> {
  const answer = await vscode.window.showInputBox({
    title,
    prompt,
    value,
    ignoreFocusOut: true,
    validateInput: validate,
  });
  if (answer === undefined) throw new PolicyError('cancelled', {});
  return answer.trim();
}

/** A folder of this machine. @throws cancelled when none was chosen */
export async function askFolder(title: string, openLabel: string): Promise<string> {
  const workspace = vscode.workspace.workspaceFolders?.find(({ uri }) => uri.scheme === 'file')?.uri;
  const chosen = await vscode.window.showOpenDialog({
    title,
    openLabel,
    canSelectFiles: false,
    canSelectFolders: true,
    canSelectMany: false,
    ...(workspace === undefined ? {} : { defaultUri: workspace }),
  });
  const folder = chosen?.[0];
  if (folder === undefined) throw new PolicyError('cancelled', {});
  return folder.fsPath;
}
