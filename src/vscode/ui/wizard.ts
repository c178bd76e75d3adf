import { AsyncLocalStorage } from 'node:async_hooks';

/** What a question is asked with. */
export interface Step<T> {
  /** Whether a question came before this one. */
  readonly canGoBack: boolean;
  /** What was answered here before the user came back. */
  readonly previous: T | undefined;
}

/** Thrown by a question at which the user chose to go back to the one before. */
export class WentBack extends Error {}

interface Answer {
  readonly question: string;
  readonly value: unknown;
}

/** The answers so far, and how many of them this pass through the questions has used. */
class Answers {
  readonly given: Answer[] = [];
  used = 0;
  taken: Answer | undefined;
}

const running = new AsyncLocalStorage<Answers>();

/**
 * Runs work that asks several questions, each through {@link askStep}. When the user goes back, the work begins anew and gets the
 * answers that still hold without asking, so what it does before its last question has to bear being done twice.
 * @throws what `work` throws
 */
export async function withBack<T>(work: () => Promise<T>): Promise<T> {
  const answers = new Answers();
  for (;;)
    try {
      answers.used = 0;
      return await running.run(answers, work);
    } catch (error) {
      if (!(error instanceof WentBack) || answers.given.length === 0) throw error;
      answers.taken = answers.given.pop();
    }
}

/** One question, known by its words; one whose answer still holds is not asked. @throws what `ask` throws */
export async function askStep<T>(question: string, ask: (step: Step<T>) => Promise<T>): Promise<T> {
  const answers = running.getStore();
  if (answers === undefined) return ask({ canGoBack: false, previous: undefined });
  const at = answers.used++;
  const known = answers.given[at];
  // the same question got the same kind of answer before
  if (known?.question === question) return known.value as T;
  // what was asked then is asked no more, and neither is what followed
  answers.given.splice(at);
  const previous = answers.taken?.question === question ? (answers.taken.value as T) : undefined;
  answers.taken = undefined;
  const value = await ask({ canGoBack: at > 0, previous });
  answers.given.push({ question, value });
  return value;
}
