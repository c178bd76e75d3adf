import { t } from '@vscode/l10n';

/** The BCP 47 tag of the language that the sentences are in, for dates, numbers and the `lang` of pages. */
export function languageTag(): string {
  const tag = t({ message: 'en', comment: ['the BCP 47 tag of the language of the translation'] });
  try {
    return Intl.getCanonicalLocales(tag)[0] ?? 'en';
  } catch {
    return 'en';
  }
}
