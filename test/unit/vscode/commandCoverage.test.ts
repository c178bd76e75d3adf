import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { contributes } from '../../../package.json';

const project = join(__dirname, '..', '..', '..');
const nls = JSON.parse(readFileSync(join(project, 'package.nls.json'), 'utf8')) as Readonly<Record<string, string>>;

/** The text of all tests that run in the real workbench. */
function testsInTheWorkbench(): string {
  return ['integration', 'e2e']
    .flatMap((suite) => {
      const folder = join(project, 'test', suite);
      const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
      return names.filter((name) => name.endsWith('.ts')).map((name) => readFileSync(join(folder, name), 'utf8'));
    })
    .join('\n');
}

describe('the commands', () => {
  it('are each started by a test in the real workbench: by id, by title, or in the table of the palette', () => {
    const tests = testsInTheWorkbench();
    const quoted = (text: string): boolean => tests.includes(`'${text}'`);
    const started = contributes.commands.filter(({ command }) => {
      const name = command.replace('groupPolicy.', '');
      const title = nls[`command.${name}`] ?? '';
      return (
        quoted(command) ||
        quoted(title) ||
        quoted(`Group Policy: ${title}`) ||
        tests.includes(`command: '${name}'`) ||
        tests.includes(`Group Policy: ${title}`)
      );
    });
    assert.deepEqual(
      contributes.commands.filter((command) => !started.includes(command)).map(({ command }) => command),
      [],
    );
  });
});
