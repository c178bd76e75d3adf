import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { getL10nJson, getL10nPseudoLocalized, type l10nJsonFormat } from '@vscode/l10n-dev';

const source = join(__dirname, '..', '..', 'src');

/** The sources that may hold sentences, as paths below src. */
export function sourceFiles(): readonly string[] {
  return readdirSync(source, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .sort();
}

/** Every sentence of the product, as VS Code's bundles hold them. */
export async function collectSentences(): Promise<l10nJsonFormat> {
  const sentences = await getL10nJson(
    sourceFiles().map((name) => ({
      extension: '.ts',
      contents: withNamespaces(readFileSync(join(source, name), 'utf8')),
    })),
  );
  return Object.fromEntries(Object.entries(sentences).sort(([one], [other]) => (one < other ? -1 : 1)));
}

/** A translation into letters that only look like the right ones: what is not translated stands out. */
export function pseudoTranslation(sentences: l10nJsonFormat): l10nJsonFormat {
  return getL10nPseudoLocalized(sentences);
}

/** The collector knows these two forms of calls only, and neither the named import of `t` nor that of `vscode`. */
function withNamespaces(contents: string): string {
  return contents
    .replace(/import \{ ([^}]*, )?t(, [^}]*)? \} from '@vscode\/l10n';/, "import * as l10n from '@vscode/l10n';")
    .replace(/import \{ vscode \} from '[./]*vscodeApi';/, "import * as vscode from 'vscode';")
    .replace(/(?<![\w.$])t\(/g, 'l10n.t(');
}
