/** One group of gPCMachineExtensionNames: a client-side extension and the tools that edit its settings. */
export interface ExtensionGroup {
  /** Upper case in braces. */
  readonly cse: string;
  readonly tools: readonly string[];
}

/** The first group of a list with preferences: no CSE, every preference tool (measured). */
export const preferencesGroup = '{00000000-0000-0000-0000-000000000000}';

/** The groups of `[{CSE}{tool}…][…]`, in order. A single blank, as AD holds it after all settings went, is the empty list. */
export function readExtensionList(text: string): readonly ExtensionGroup[] {
  return [...text.matchAll(/\[([^\]]*)\]/g)].flatMap((match) => {
    const [cse, ...tools] = [...(match[1] ?? '').matchAll(/\{[0-9a-f-]{36}\}/gi)].map((guid) => guid[0].toUpperCase());
    return cse === undefined ? [] : [{ cse, tools }];
  });
}

/** The list sorted as clients need it: they stop at the first CSE out of sequence (MS-GPOL 2.2.4). */
export function writeExtensionList(groups: readonly ExtensionGroup[]): string {
  return [...groups]
    .sort((a, b) => compare(a.cse, b.cse))
    .map(({ cse, tools }) => `[${cse}${[...tools].sort(compare).join('')}]`)
    .join('');
}

/** The list with one more pair; the same list when it has it. */
export function withExtension(text: string, cse: string, tool: string): string {
  const groups = readExtensionList(text);
  const group = groups.find((other) => other.cse === cse.toUpperCase());
  if (group?.tools.includes(tool.toUpperCase()) === true) return text;
  const tools = [...(group?.tools ?? []), tool.toUpperCase()];
  return writeExtensionList([...groups.filter((other) => other !== group), { cse: cse.toUpperCase(), tools }]);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
