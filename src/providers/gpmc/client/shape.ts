import { PolicyError } from '../../../core/kernel/errors';

/** Reads a value of an answer; `at` is its place, as `gpos[0].id`. @throws gpmc-answer-invalid */
export type Read<T> = (value: unknown, at: string) => T;

/** A text. */
export const text: Read<string> = (value, at) => (typeof value === 'string' ? value : refuse(at));

/** A number. */
export const number: Read<number> = (value, at) =>
  typeof value === 'number' && Number.isFinite(value) ? value : refuse(at);

/** `true` or `false`. */
export const flag: Read<boolean> = (value, at) => (typeof value === 'boolean' ? value : refuse(at));

/** No value at all. */
export const nothing: Read<null> = (value, at) => (value === null || value === undefined ? null : refuse(at));

/** One of some texts. */
export function oneOf<T extends string | number>(...values: readonly T[]): Read<T> {
  return (value, at) => values.find((candidate) => candidate === value) ?? refuse(at);
}

/** A value or `null`; one that is left out counts as `null`. */
export function nullable<T>(read: Read<T>): Read<T | null> {
  return (value, at) => (value === null || value === undefined ? null : read(value, at));
}

/** A value that may be left out. */
export function optional<T>(read: Read<T>): Read<T | undefined> {
  return (value, at) => (value === null || value === undefined ? undefined : read(value, at));
}

/** A list. PowerShell writes a list of one as its element where nobody takes care, so that is read, too. */
export function list<T>(read: Read<T>): Read<readonly T[]> {
  return (value, at) => {
    if (value === null || value === undefined) return refuse(at);
    const items: readonly unknown[] = Array.isArray(value) ? value : [value];
    return items.map((item, index) => read(item, `${at}[${String(index)}]`));
  };
}

/** An object with these members; what else it has is left out. */
export function record<T extends object>(members: { readonly [K in keyof T]-?: Read<T[K]> }): Read<T> {
  const entries = Object.entries(members) as readonly (readonly [string, Read<unknown>])[];
  return (value, at) => {
    if (!isObject(value)) return refuse(at);
    return Object.fromEntries(entries.map(([name, read]) => [name, read(value[name], `${at}.${name}`)])) as T;
  };
}

/** Whether a value is an object that is no list. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function refuse(at: string): never {
  throw new PolicyError('gpmc-answer-invalid', { field: at });
}
