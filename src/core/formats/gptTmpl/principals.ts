const sidPattern = /^S-1-[0-9A-FX-]+$/i;

/** The principal that a field names: SIDs carry a `*` in templates, names do not. */
export function principalOf(text: string): string {
  return text.startsWith('*') ? text.slice(1) : text;
}

/** How a template writes a principal. */
export function principalField(principal: string): string {
  return sidPattern.test(principal) ? `*${principal}` : principal;
}
