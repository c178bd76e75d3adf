import { shownInPath, type PageUri } from './pageUri';

/** The scheme of plan pages. */
export const planScheme = 'group-policy-plan';

/** A plan's URI: its id, without braces, is its identity, the title is what the tab shows. */
export function planUri(id: string, title: string): PageUri {
  return { scheme: planScheme, path: `/${shownInPath(title)}`, query: id.replace(/[{}]/g, '') };
}

/** The id in the query of a plan's URI; undefined when it is none. */
export function planIdOf(query: string): string | undefined {
  return /^[0-9A-Fa-f-]{36}$/.exec(query)?.[0];
}
