import { PolicyError } from '../../../core/kernel/errors';
import type { ProcessEnd } from '../../../core/ports/sessionProcess';

const linesKept = 20;

/** What the session printed besides messages, as far as it may explain why the session ended. */
export class PrintedLines {
  #lines: string[] = [];

  add(text: string): void {
    const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '');
    this.#lines = [...this.#lines, ...lines].slice(-linesKept);
  }

  get text(): string {
    return this.#lines.join('\n');
  }

  /**
   * The reason that PowerShell itself gives for not running the script: the execution policy (about_Execution_Policies; the
   * error's id and category are the same in every language) or Constrained Language Mode (about_Language_Modes).
   */
  get refusal(): PolicyError | undefined {
    const { text } = this;
    if (/PSSecurityException|SecurityError:|about_Execution_Policies/.test(text))
      return new PolicyError('script-forbidden', { detail: text });
    if (/\bInConstrainedLanguage\b|ConstrainedLanguage|CannotDefineNewType/.test(text))
      return new PolicyError('constrained-language', {});
    return undefined;
  }
}

/** Why a session did not come to its first answer. */
export function startFailure(end: ProcessEnd, printed: PrintedLines, executable: string): PolicyError {
  if (end.kind === 'not-started') return new PolicyError('session-not-started', { executable, reason: end.reason });
  return printed.refusal ?? new PolicyError('session-ended', { detail: endText(end, printed) });
}

/** How a process ended, for the log and as the technical part of an error. */
export function endText(end: ProcessEnd, printed: PrintedLines): string {
  const how = end.kind === 'not-started' ? end.reason : `exit code ${String(end.code ?? end.signal)}`;
  return printed.text === '' ? how : `${how}\n${printed.text}`;
}
