import assert from 'node:assert/strict';
import { join } from 'node:path';
import { ESLint } from 'eslint';

const project = join(__dirname, '..', '..', '..');

/** The complaints of the project's own lint about a file that would stand at the path. */
async function complaints(path: string, code: string): Promise<string[]> {
  const eslint = new ESLint({
    cwd: project,
    ruleFilter: ({ ruleId }) => /^(project\/|no-restricted-)/.test(ruleId),
    overrideConfig: {
      languageOptions: { parserOptions: { projectService: { allowDefaultProject: ['src/*/*.ts', 'test/*/*.ts'] } } },
    },
  });
  const results = await eslint.lintText(code, { filePath: join(project, path) });
  return results.flatMap(({ messages }) => messages.map(({ message }) => message));
}

describe('the lint of the layers', function () {
  this.timeout(60_000);

  it('keeps the core free of everything else', async () => {
    const code = `import { readFileSync } from 'node:fs';
import { window } from 'vscode';
import { describeError } from '../text/errors';
export const all = [readFileSync, window, describeError, Date.now(), new Date(), Math.random(), process, setTimeout];
`;
    const found = await complaints('src/core/imagined.ts', code);
    assert.equal(found.length, 8, found.join('\n'));
  });

  it('lets the command line use services, and not a provider or the editor', async () => {
    const code = `import type { Services } from '../services/api';
import type { Gpo } from '../providers/snapshot/schema';
import type { Uri } from 'vscode';
export type All = [Services, Gpo, Uri];
`;
    assert.deepEqual(await complaints('src/cli/imagined.ts', code), [
      'src/cli may not import src/providers.',
      'Only src/vscode may import vscode, not src/cli.',
    ]);
  });

  it('lets no test be left out', async () => {
    const code = `describe.only('some', () => { it.skip('one', () => undefined); });\n`;
    assert.equal((await complaints('test/unit/imagined.ts', code)).length, 2);
  });
});
