/**
 * The words in what `gpo` printed under the pseudo-language that are neither translated nor data. A pseudo-translation has no
 * letter from A to Z; what has some must be a name or a value (`data`), or the syntax of command lines.
 */
export function untranslatedWords(printed: string, data: readonly string[]): readonly string[] {
  const longestFirst = [...new Set(data)].sort((one, other) => other.length - one.length);
  let rest = printed;
  for (const pattern of syntax) rest = rest.replace(pattern, ' ');
  for (const name of longestFirst) if (name.length > 2) rest = rest.replaceAll(name, ' ');
  for (const pattern of values) rest = rest.replace(pattern, ' ');
  return [...new Set(rest.match(/[A-Za-z]{3,}/g) ?? [])];
}

/** The texts in a JSON document of `gpo`, without its codes: those stand for words. */
export function dataOf(json: unknown): readonly string[] {
  if (typeof json === 'string') return [json];
  if (Array.isArray(json)) return json.flatMap(dataOf);
  if (typeof json !== 'object' || json === null) return [];
  return Object.entries(json).flatMap(([name, value]) => (codes.has(name) ? [] : dataOf(value)));
}

const codes = new Set(['change', 'code', 'extension', 'from', 'kind', 'level', 'side', 'state', 'status', 'to']);

const syntax: readonly RegExp[] = [
  // examples, and commands to go on with
  /^ {2}gpo .*$/gm,
  /gpo(?: [a-z-]+)* (?:\{[0-9A-F-]{36}\}|--help|--domain "[^"]*")/g,
  /gpo COMMAND --help/g,
  // the syntax of commands: usage, their names, options and arguments; who speaks
  /^[^\x00-\x7f]+: gpo .*$/gm,
  /^ {2}[a-z][a-z-]*(?: \[options\])?(?: [<[][a-z.]+[>\]])* {2,}/gm,
  /(?:-\w, )?--[a-z-]+(?: <[a-z]+>)?/g,
  /<[a-z]+>/g,
  /^gpo: /gm,
];

/** Times, ids and types of the registry. */
const values: readonly RegExp[] = [
  /[A-Z][a-z]{2} \d+, \d{4}, \d+:\d\d [AP]M(?: \([^)]*\))?/g,
  /\{[0-9A-Fa-f-]{36}\}|S-1(?:-\d+)+|REG_[A-Z_]+/g,
];
