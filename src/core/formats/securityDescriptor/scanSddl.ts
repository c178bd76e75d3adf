/** A stretch of the text: `start` inclusive, `end` exclusive. */
export interface SddlSpan {
  readonly start: number;
  readonly end: number;
}

/** Where the parts of an SDDL text stand (MS-DTYP 2.5.1.1), before anything of it is understood. */
export interface SddlScan {
  readonly owner: SddlSpan | undefined;
  readonly group: SddlSpan | undefined;
  readonly dacl: SddlAclScan | undefined;
  readonly sacl: SddlAclScan | undefined;
  /** Stretches that belong to nothing. */
  readonly strays: readonly SddlSpan[];
}

/** `flags` as written (PAI, NO_ACCESS_CONTROL); each entry with its parentheses. */
export interface SddlAclScan {
  readonly flags: SddlSpan;
  readonly aces: readonly SddlAceScan[];
}

/** An entry: its stretch, parentheses included, and those of its fields. */
export interface SddlAceScan {
  readonly span: SddlSpan;
  readonly fields: readonly SddlSpan[];
}

const sidHere = /(?:S-1-(?:0x[0-9a-f]+|\d+)(?:-\d+)*|[a-z]{2})?/iy;
const aclFlagsHere = /(?:NO_ACCESS_CONTROL|P|AR|AI|\s)*/iy;

/** Finds owner, group and lists, in any order; a part that is named twice counts the last time. */
export function scanSddl(text: string): SddlScan {
  const found: { -readonly [K in keyof SddlScan]: SddlScan[K] } & { strays: SddlSpan[] } = {
    owner: undefined,
    group: undefined,
    dacl: undefined,
    sacl: undefined,
    strays: [],
  };
  let at = 0;
  while (at < text.length) {
    const tag = text[at + 1] === ':' ? text[at]?.toUpperCase() : undefined;
    if (tag === 'O' || tag === 'G') {
      const span = matchAt(text, sidHere, at + 2);
      found[tag === 'O' ? 'owner' : 'group'] = span;
      at = span.end;
    } else if (tag === 'D' || tag === 'S') {
      const { acl, end } = scanAcl(text, at + 2);
      found[tag === 'D' ? 'dacl' : 'sacl'] = acl;
      at = end;
    } else {
      if (/\S/.test(text[at] ?? '')) addStray(found.strays, at);
      at += 1;
    }
  }
  return found;
}

function scanAcl(text: string, start: number): { readonly acl: SddlAclScan; readonly end: number } {
  const flags = matchAt(text, aclFlagsHere, start);
  const aces: SddlAceScan[] = [];
  let at = flags.end;
  for (;;) {
    const open = matchAt(text, /\s*/y, at).end;
    if (text[open] !== '(') return { acl: { flags, aces }, end: at };
    const ace = scanAce(text, open);
    aces.push(ace);
    at = ace.span.end;
  }
}

/** Conditions hold parentheses, and texts in quotes hold anything. An entry that is never closed ends with the text. */
function scanAce(text: string, open: number): SddlAceScan {
  const fields: SddlSpan[] = [];
  let depth = 0;
  let inQuotes = false;
  let start = open + 1;
  for (let at = open; at < text.length; at += 1) {
    const character = text[at];
    if (character === '"') inQuotes = !inQuotes;
    else if (inQuotes) continue;
    else if (character === '(') depth += 1;
    else if (character === ')') {
      depth -= 1;
      if (depth > 0) continue;
      fields.push({ start, end: at });
      return { span: { start: open, end: at + 1 }, fields };
    } else if (character === ';' && depth === 1) {
      fields.push({ start, end: at });
      start = at + 1;
    }
  }
  fields.push({ start, end: text.length });
  return { span: { start: open, end: text.length }, fields };
}

function matchAt(text: string, pattern: RegExp, start: number): SddlSpan {
  pattern.lastIndex = start;
  return { start, end: start + (pattern.exec(text)?.[0].length ?? 0) };
}

function addStray(strays: SddlSpan[], at: number): void {
  const last = strays.at(-1);
  if (last?.end === at) strays[strays.length - 1] = { start: last.start, end: at + 1 };
  else strays.push({ start: at, end: at + 1 });
}
