// npm run l10n: collects every sentence of the product for translators, as out/l10n/bundle.l10n.json, and makes a
// pseudo-translation of it (bundle.l10n.qps-ploc.json), in which an untranslated sentence stands out.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { getL10nJson, getL10nPseudoLocalized } from '@vscode/l10n-dev';

const project = join(__dirname, '..', '..');
const source = join(project, 'src');
const target = join(project, 'out', 'l10n');

/** The collector knows `l10n.t(…)` only, not the named import that the sources use. */
function withNamespace(contents: string): string {
  return contents
    .replace(/import \{ t \} from '@vscode\/l10n';/, "import * as l10n from '@vscode/l10n';")
    .replace(/(?<![\w.$])t\(/g, 'l10n.t(');
}

async function main(): Promise<void> {
  const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
  const sentences = await getL10nJson(
    files.map((name) => ({ extension: '.ts', contents: withNamespace(readFileSync(join(source, name), 'utf8')) })),
  );
  const write = (name: string, bundle: unknown): void => {
    writeFileSync(join(target, name), `${JSON.stringify(bundle, undefined, 2)}\n`);
  };
  mkdirSync(target, { recursive: true });
  write('bundle.l10n.json', sentences);
  write('bundle.l10n.qps-ploc.json', getL10nPseudoLocalized(sentences));
  console.log(`${Object.keys(sentences).length} sentences in out/l10n`);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
