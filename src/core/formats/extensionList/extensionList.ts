import type { Problem, ProblemCode } from '../../kernel/problem';

/** One group of gPCMachineExtensionNames or gPCUserExtensionNames: a client-side extension and the tools that edit its settings. */
export interface ExtensionGroup {
  /** Upper case in braces. */
  readonly cse: string;
  readonly tools: readonly string[];
}

/** The first group of a list with preferences: no CSE, every preference tool (measured). */
export const preferencesGroup = '{00000000-0000-0000-0000-000000000000}';

/** The groups of `[{CSE}{tool}…][…]`, in order. A single blank, as AD holds it after all settings went, is the empty list. */
export function readExtensionList(text: string): readonly ExtensionGroup[] {
  return readRawGroups(text).map(({ cse, tools }) => ({
    cse: cse.toUpperCase(),
    tools: tools.map((tool) => tool.toUpperCase()),
  }));
}

/**
 * The list sorted as clients need it, groups and tools in them: a client stops at the first CSE out of sequence (MS-GPOL
 * 2.2.4). The case of GUIDs stays.
 */
export function writeExtensionList(groups: readonly ExtensionGroup[]): string {
  return [...groups]
    .sort((a, b) => compare(a.cse, b.cse))
    .map(({ cse, tools }) => `[${cse}${[...tools].sort(compare).join('')}]`)
    .join('');
}

/**
 * What is wrong with a list; `place.record` is the group, from 1. Errors: `extension-list-unsorted {cse}` (clients ignore
 * it and what follows), `extension-list-leftover {text}` (text that is no group). Warnings: `extension-list-duplicate
 * {cse}`, `extension-list-no-tool {cse}`.
 */
export function checkExtensionList(text: string): readonly Problem[] {
  const groups = readExtensionList(text);
  const problems = groups.flatMap(({ cse, tools }, index): readonly Problem[] => {
    const order = compare(groups[index - 1]?.cse ?? '', cse);
    const at = (code: ProblemCode, severity: Problem['severity']): Problem => ({
      code,
      severity,
      place: { record: index + 1 },
      params: { cse },
    });
    return [
      ...(order > 0 ? [at('extension-list-unsorted', 'error')] : []),
      ...(order === 0 ? [at('extension-list-duplicate', 'warning')] : []),
      ...(tools.length === 0 ? [at('extension-list-no-tool', 'warning')] : []),
    ];
  });
  const leftover = text.replace(groupPattern, '').trim();
  if (leftover === '') return problems;
  return [...problems, { code: 'extension-list-leftover', severity: 'error', place: {}, params: { text: leftover } }];
}

/** The list with one more pair, sorted; the same text when it has the pair. Other GUIDs keep their case. */
export function withExtension(text: string, cse: string, tool: string): string {
  const groups = readRawGroups(text);
  if (groups.some((group) => same(group.cse, cse) && group.tools.some((other) => same(other, tool)))) return text;
  const at = groups.findIndex((group) => same(group.cse, cse));
  const changed =
    at < 0
      ? [...groups, { cse: cse.toUpperCase(), tools: [tool.toUpperCase()] }]
      : groups.map((group, index) =>
          index === at ? { cse: group.cse, tools: [...group.tools, tool.toUpperCase()] } : group,
        );
  return writeExtensionList(changed);
}

/** The list without a pair, and without the group when that was its last tool; the same text when it has no such pair. */
export function withoutExtension(text: string, cse: string, tool: string): string {
  const groups = readRawGroups(text);
  const changed = groups.flatMap((group) => {
    if (!same(group.cse, cse)) return [group];
    const tools = group.tools.filter((other) => !same(other, tool));
    if (tools.length === group.tools.length) return [group];
    return tools.length === 0 ? [] : [{ cse: group.cse, tools }];
  });
  const unchanged = changed.length === groups.length && changed.every((group, index) => group === groups[index]);
  return unchanged ? text : writeExtensionList(changed);
}

/** {@link withExtension} for a kind of preferences, whose tool stands in the zero group as well (measured). */
export function withPreference(text: string, cse: string, tool: string): string {
  return withExtension(withExtension(text, preferencesGroup, tool), cse, tool);
}

/** {@link withoutExtension} for a kind of preferences. */
export function withoutPreference(text: string, cse: string, tool: string): string {
  return withoutExtension(withoutExtension(text, preferencesGroup, tool), cse, tool);
}

const groupPattern = /\[\s*\{[0-9a-f-]{36}\}(?:\s*\{[0-9a-f-]{36}\})*\s*\]/gi;

/** The groups with GUIDs as written. */
function readRawGroups(text: string): readonly ExtensionGroup[] {
  return (text.match(groupPattern) ?? []).flatMap((group) => {
    const [cse, ...tools] = group.match(/\{[^}]*\}/g) ?? [];
    return cse === undefined ? [] : [{ cse, tools }];
  });
}

function same(a: string, b: string): boolean {
  return a.toUpperCase() === b.toUpperCase();
}

/** Case-insensitive, by the characters of the hex digits. */
function compare(a: string, b: string): number {
  const [left, right] = [a.toUpperCase(), b.toUpperCase()];
  return left < right ? -1 : left > right ? 1 : 0;
}
