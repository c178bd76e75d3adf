import type { Disposable } from '../../core/kernel/disposable';
import type { RunContext } from '../../core/ports/runContext';

/** Reports `true` at each change that `watch` tells of; ends when the token asks to stop. */
export async function untilCancelled(run: RunContext<true>, watch: (changed: () => void) => Disposable): Promise<void> {
  if (run.token.isCancellationRequested) return;
  const watcher = watch(() => {
    run.progress(true);
  });
  try {
    await new Promise<void>((resolve) => {
      const listening = run.token.onCancellationRequested(() => {
        listening.dispose();
        resolve();
      });
    });
  } finally {
    watcher.dispose();
  }
}
