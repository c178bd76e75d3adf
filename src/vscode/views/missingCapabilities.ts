import { t } from '@vscode/l10n';
import type { DomainOverview } from '../../services/api';

/** What a domain cannot do, by the part that its provider has not; undefined before the domain is open. */
type Missing = DomainOverview['missing'] | undefined;

/**
 * Parts of a row's context value for what cannot be done there: `noLinkWriter` for one. package.json disables the commands that
 * need it, and {@link missingFacts} says why.
 */
export function missingFlags(missing: Missing): readonly string[] {
  return Object.keys(missing ?? {}).map((name) => `no${name.charAt(0).toUpperCase()}${name.slice(1)}`);
}

/** The reasons, for a tooltip: each once. */
export function missingFacts(missing: Missing): readonly (readonly [string, string])[] {
  return [...new Set(Object.values(missing ?? {}))].map((reason) => [t('Not possible here'), reason]);
}
