import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { collectSentences, pseudoTranslation } from './collectSentences';

/** The name that Windows gives its own pseudo-language. */
export const pseudoLanguage = 'qps-ploc';

/**
 * Gives an installed extension a translation into the pseudo-language, the way real ones come: as a bundle of its sentences
 * and as one of its package.json.
 */
export async function translateExtension(folder: string): Promise<void> {
  const write = (name: string, content: unknown): void => {
    writeFileSync(join(folder, name), JSON.stringify(content));
  };
  write(join('l10n', `bundle.l10n.${pseudoLanguage}.json`), pseudoTranslation(await collectSentences()));
  const titles: unknown = JSON.parse(readFileSync(join(folder, 'package.nls.json'), 'utf8'));
  write(`package.nls.${pseudoLanguage}.json`, pseudoTranslation(titles as Readonly<Record<string, string>>));
}

/** Lets a code-server speak the pseudo-language, as an installed language pack does; VS Code's own words stay English. */
export function addLanguagePack(userDataFolder: string, packFolder: string): void {
  const words = join(packFolder, 'main.i18n.json');
  writeFileSync(words, JSON.stringify({ contents: {} }));
  const pack = {
    hash: 'pseudo',
    extensions: [{ extensionIdentifier: { id: 'pseudo.language-pack' }, version: '1.0.0' }],
    translations: { vscode: words },
    label: pseudoLanguage,
  };
  writeFileSync(join(userDataFolder, 'languagepacks.json'), JSON.stringify({ [pseudoLanguage]: pack }));
  writeFileSync(join(userDataFolder, 'User', 'argv.json'), JSON.stringify({ locale: pseudoLanguage }));
}
