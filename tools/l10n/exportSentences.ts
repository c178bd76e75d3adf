// npm run l10n: writes l10n/bundle.l10n.json, every sentence of the product, from which translators make
// bundle.l10n.LANGUAGE.json beside it (and package.nls.LANGUAGE.json beside package.nls.json).
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { collectSentences } from './collectSentences';

const target = join(__dirname, '..', '..', 'l10n');

async function main(): Promise<void> {
  const sentences = await collectSentences();
  mkdirSync(target, { recursive: true });
  writeFileSync(join(target, 'bundle.l10n.json'), `${JSON.stringify(sentences, undefined, 2)}\n`);
  console.log(`${Object.keys(sentences).length} sentences in l10n/bundle.l10n.json`);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
