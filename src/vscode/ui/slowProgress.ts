import { vscode } from '../vscodeApi';
import { CancellationTokenSource, type CancellationToken } from '../../core/kernel/cancellation';

/** What is done sooner needs no progress. */
const patienceMs = 300;

/** Runs work that is mostly quick; a progress with Cancel appears when it is not. @throws what `work` throws */
export async function withSlowProgress<T>(title: string, work: (token: CancellationToken) => Promise<T>): Promise<T> {
  const source = new CancellationTokenSource();
  const running = work(source.token);
  let timer: NodeJS.Timeout | undefined;
  const slow = new Promise<'slow'>((resolve) => {
    timer = setTimeout(resolve, patienceMs, 'slow');
  });
  try {
    if ((await Promise.race([running, slow])) !== 'slow') return await running;
  } finally {
    clearTimeout(timer);
  }
  return vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title, cancellable: true },
    (_progress, token) => {
      token.onCancellationRequested(() => {
        source.cancel();
      });
      return running;
    },
  );
}
