/** The scheme of plan pages. */
export const planScheme = 'group-policy-plan';

/** The path of a plan's URI: its id is its identity, the title is what the tab shows. */
export function planPath(id: string, title: string): string {
  const shown = title.replace(/[\\/]/g, '-').replace(/\p{Cc}/gu, ' ');
  return `/${id.replace(/[{}]/g, '')}/${shown}`;
}

/** The id in the path of a plan's URI; undefined when it is none. */
export function planIdOf(path: string): string | undefined {
  return /^\/([0-9A-Fa-f-]{36})(?:\/|$)/.exec(path)?.[1];
}
