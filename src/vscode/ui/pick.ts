import { vscode } from '../vscodeApi';
import { DisposableStore } from '../../core/kernel/disposable';
import { PolicyError } from '../../core/kernel/errors';
import type { StreamedList } from '../model/streamedList';
import { Throttle } from '../model/throttle';
import { askStep, WentBack } from './wizard';

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
export function pickOne<T>(question: Question, choices: readonly Choice<T>[]): Promise<T> {
  return askStep(question.placeholder, async ({ canGoBack, previous }) => {
    const pick = quickPick<T>(question);
    pick.items = choices;
    const before = choices.find(({ value }) => previous !== undefined && value === previous);
    if (before !== undefined) pick.activeItems = [before];
    const { value } = await answerOf(pick, canGoBack, () => pick.activeItems[0]);
    return value;
  });
}

/** Some of a list that may still be read: its entries appear as they come. @throws cancelled and what reading throws */
export function pickFromList<S, T>(
  question: Question,
  list: StreamedList<S>,
  choicesOf: (items: readonly S[]) => readonly Choice<T>[],
  options: { readonly many: boolean; readonly picked?: (value: T) => boolean },
): Promise<readonly T[]> {
  return askStep<readonly T[]>(question.placeholder, async ({ canGoBack, previous }) => {
    const pick = quickPick<T>(question);
    pick.canSelectMany = options.many;
    pick.busy = true;
    const isPicked = (value: T): boolean => previous?.includes(value) ?? options.picked?.(value) === true;
    let shown: readonly S[] | undefined;
    const show = (): void => {
      pick.busy = !list.isComplete && list.error === undefined;
      // set anew they would lose what is being chosen right now
      if (shown === list.items) return;
      shown = list.items;
      const selected = new Set(pick.selectedItems.map(textOf));
      pick.items = choicesOf(list.items);
      if (options.many)
        pick.selectedItems = pick.items.filter(
          (item) => selected.has(textOf(item)) || (selected.size === 0 && isPicked(item.value)),
        );
    };
    const store = new DisposableStore();
    const throttle = store.add(new Throttle(500, show));
    store.add(list.onDidChange(() => throttle.ask()));
    throttle.ask();
    const failed = list.all().then(() => {
      show();
      return new Promise<never>(() => undefined);
    });
    try {
      const chosen = answerOf(pick, canGoBack, () => {
        const items = options.many ? pick.selectedItems : pick.activeItems.slice(0, 1);
        return items.length === 0 ? undefined : items;
      });
      return (await Promise.race([chosen, failed])).map(({ value }) => value);
    } finally {
      store.dispose();
      pick.dispose();
    }
  });
}

/** A text. @throws cancelled when none was given */
export function askText(
  title: string,
  prompt: string,
  value: string,
  validate: (text: string) => string | undefined = () => undefined,
): Promise<string> {
  return askStep<string>(prompt, async ({ canGoBack, previous }) => {
    const box = vscode.window.createInputBox();
    box.title = title;
    box.prompt = prompt;
    box.value = previous ?? value;
    box.ignoreFocusOut = true;
    const check = (): boolean => {
      const problem = validate(box.value);
      // the property is not optional: undefined clears it
      Object.assign(box, { validationMessage: problem });
      return problem === undefined;
    };
    box.onDidChangeValue(check);
    return (await answerOf(box, canGoBack, () => (check() ? { text: box.value } : undefined))).text.trim();
  });
}

/** A folder of this machine. @throws cancelled when none was chosen */
export function askFolder(title: string, openLabel: string): Promise<string> {
  return askPath(title, { openLabel, canSelectFiles: false, canSelectFolders: true });
}

/** A migration table of this machine. @throws cancelled when none was chosen */
export function askMigrationTable(title: string): Promise<string> {
  return askPath(title, { filters: { [vscode.l10n.t('Migration tables')]: ['migtable'] } });
}

/** A dialog has no Back: leaving it goes to the question before it. */
function askPath(title: string, options: vscode.OpenDialogOptions): Promise<string> {
  return askStep<string>(title, async ({ canGoBack }) => {
    const workspace = vscode.workspace.workspaceFolders?.find(({ uri }) => uri.scheme === 'file')?.uri;
    const chosen = await vscode.window.showOpenDialog({
      title,
      canSelectMany: false,
      ...(workspace === undefined ? {} : { defaultUri: workspace }),
      ...options,
    });
    const path = chosen?.[0]?.fsPath;
    if (path !== undefined) return path;
    throw canGoBack ? new WentBack() : new PolicyError('cancelled', {});
  });
}

/** What an entry is known by from one reading to the next. */
function textOf({ label, description, detail }: vscode.QuickPickItem): string {
  return [label, description, detail].join('\n');
}

function quickPick<T>({ title, placeholder }: Question): vscode.QuickPick<Choice<T>> {
  const pick = vscode.window.createQuickPick<Choice<T>>();
  pick.title = title;
  pick.placeholder = placeholder;
  pick.matchOnDescription = true;
  pick.matchOnDetail = true;
  return pick;
}

/** Shows an input until `accepted` has an answer. @throws cancelled when it is closed, `WentBack` */
function answerOf<A>(
  input: vscode.InputBox | vscode.QuickPick<vscode.QuickPickItem>,
  canGoBack: boolean,
  accepted: () => A | undefined,
): Promise<A> {
  if (canGoBack) input.buttons = [vscode.QuickInputButtons.Back];
  const answer = new Promise<A>((resolve, reject) => {
    input.onDidAccept(() => {
      const value = accepted();
      if (value !== undefined) resolve(value);
    });
    input.onDidTriggerButton((button) => {
      if (button === vscode.QuickInputButtons.Back) reject(new WentBack());
    });
    input.onDidHide(() => reject(new PolicyError('cancelled', {})));
    input.show();
  });
  return answer.finally(() => input.dispose());
}
