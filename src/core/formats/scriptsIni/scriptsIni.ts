import type { Problem, ProblemCode, ReadResult } from '../../kernel/problem';
import type { InfFile } from '../inf/infFile';
import { infContents, infValue, sameName } from '../inf/infQueries';
import { mergeInf, type InfSetting } from '../inf/mergeInf';
import { newInf, readInf, writeInf } from '../inf/readInf';

/** When a script runs; the first two stand in the computer's files, the others in the user's. */
export type ScriptEvent = 'Startup' | 'Shutdown' | 'Logon' | 'Logoff';

/** A script of scripts.ini or psscripts.ini. */
export interface PolicyScript {
  readonly event: ScriptEvent;
  /** From 0, in the order of running. */
  readonly order: number;
  /** A bare name stands for a file in the folder of the event beside the ini file. */
  readonly command: string;
  /** As written; quotes stay as they are. */
  readonly parameters: string;
}

/** Whether PowerShell scripts run before the others; undefined where nothing is said. Only in psscripts.ini. */
export interface PowerShellOrder {
  /** `StartExecutePSFirst`: at startup and logon. */
  readonly start: boolean | undefined;
  /** `EndExecutePSFirst`: at shutdown and logoff. */
  readonly end: boolean | undefined;
}

/** A scripts.ini or psscripts.ini (MS-GPSCR 2.2.2, 2.2.3). */
export interface ScriptsIni {
  readonly scripts: readonly PolicyScript[];
  readonly powerShellOrder: PowerShellOrder;
  /** The file as it was read; what did not change is written from it. */
  readonly source: InfFile;
}

const events: readonly ScriptEvent[] = ['Startup', 'Shutdown', 'Logon', 'Logoff'];
const configSection = 'ScriptsConfig';
const key = /^(0|[1-9]\d{0,8})(CmdLine|Parameters)$/i;

/** An empty file in the form that Windows' editor writes: a blank line first (measured). */
export const newScriptsIni: ScriptsIni = scriptsOf(newInf(['']));

/**
 * Reads a scripts.ini or psscripts.ini. Problems: those of readInf, `scripts-ini-pair-incomplete` (a command without
 * parameters or the other way round; the missing one counts as empty), `scripts-ini-number-gap` (Windows ends at the gap).
 */
export function readScriptsIni(bytes: Uint8Array): ReadResult<ScriptsIni> {
  const { value, problems } = readInf(bytes);
  const scripts = scriptsOf(value);
  return { value: scripts, problems: [...problems, ...pairProblems(value), ...gapProblems(scripts.scripts)] };
}

/** Writes what changed into the file as it was read: single lines change, new ones go to the end of their section. */
export function writeScriptsIni(scripts: ScriptsIni): Uint8Array {
  return writeInf(mergeInf(scripts.source, settingsOf(scriptsOf(scripts.source)), settingsOf(scripts)));
}

/** Gives each text that may hold a path (command and parameters of every script) to `replace`; undefined leaves it. */
export function rewriteScripts(
  scripts: ScriptsIni,
  replace: (text: string, script: PolicyScript) => string | undefined,
): ScriptsIni {
  return {
    ...scripts,
    scripts: scripts.scripts.map((script) => ({
      ...script,
      command: replace(script.command, script) ?? script.command,
      parameters: replace(script.parameters, script) ?? script.parameters,
    })),
  };
}

function scriptsOf(source: InfFile): ScriptsIni {
  const found = new Map<string, PolicyScript>();
  const seen = new Set<string>();
  for (const { section, content } of infContents(source)) {
    const event = events.find((name) => sameName(name, section));
    const match = content.kind === 'entry' ? key.exec(content.key) : null;
    if (event === undefined || match?.[1] === undefined || match[2] === undefined) continue;
    const order = Number(match[1]);
    const identity = `${event} ${order}`;
    const name = sameName(match[2], 'CmdLine') ? 'command' : 'parameters';
    // of repeated lines the first counts, as with all of Windows' INI functions
    if (seen.has(`${identity} ${name}`)) continue;
    seen.add(`${identity} ${name}`);
    found.set(identity, {
      ...(found.get(identity) ?? { event, order, command: '', parameters: '' }),
      [name]: content.value,
    });
  }
  const scripts = [...found.values()].sort(
    (one, other) => events.indexOf(one.event) - events.indexOf(other.event) || one.order - other.order,
  );
  return {
    scripts,
    powerShellOrder: { start: flag(source, 'StartExecutePSFirst'), end: flag(source, 'EndExecutePSFirst') },
    source,
  };
}

function flag(source: InfFile, name: string): boolean | undefined {
  const value = infValue(source, configSection, name)?.toLowerCase();
  return value === 'true' ? true : value === 'false' ? false : undefined;
}

function settingsOf({ scripts, powerShellOrder: { start, end } }: ScriptsIni): readonly InfSetting[] {
  const config = (name: string, value: boolean | undefined): readonly InfSetting[] =>
    value === undefined ? [] : [{ section: configSection, key: name, value: String(value) }];
  return [
    ...scripts.flatMap(({ event, order, command, parameters }) => [
      { section: event, key: `${order}CmdLine`, value: command },
      { section: event, key: `${order}Parameters`, value: parameters },
    ]),
    ...config('StartExecutePSFirst', start),
    ...config('EndExecutePSFirst', end),
  ];
}

function pairProblems(source: InfFile): readonly Problem[] {
  const lines = new Map<string, { readonly line: number; readonly names: Set<string> }>();
  for (const { line, section, content } of infContents(source)) {
    const match = content.kind === 'entry' ? key.exec(content.key) : null;
    if (match?.[1] === undefined || match[2] === undefined || !events.some((name) => sameName(name, section))) continue;
    const identity = `${section.toLowerCase()} ${Number(match[1])}`;
    const pair = lines.get(identity) ?? { line, names: new Set<string>() };
    pair.names.add(match[2].toLowerCase());
    lines.set(identity, pair);
  }
  return [...lines.values()]
    .filter((pair) => pair.names.size === 1)
    .map(({ line }) => warning('scripts-ini-pair-incomplete', { line: line + 1 }, {}));
}

function gapProblems(scripts: readonly PolicyScript[]): readonly Problem[] {
  return events.flatMap((event) => {
    const orders = scripts.filter((script) => script.event === event).map((script) => script.order);
    const gap = orders.findIndex((order, index) => order !== index);
    return gap < 0 ? [] : [warning('scripts-ini-number-gap', {}, { event, missing: gap })];
  });
}

function warning(code: ProblemCode, place: Problem['place'], params: Problem['params']): Problem {
  return { code, severity: 'warning', place, params };
}
