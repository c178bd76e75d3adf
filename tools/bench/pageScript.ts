import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** An expression that calls the function in a script of this folder, to be evaluated in a page of the browser. */
export function pageScript(name: string, argument: unknown): string {
  const source = readFileSync(join(__dirname, name), 'utf8').replace(/;\s*$/, '');
  return `(${source})(${JSON.stringify(argument)})`;
}
