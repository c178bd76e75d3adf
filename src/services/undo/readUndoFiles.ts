import { PolicyError } from '../../core/kernel/errors';
import type { DomainStep } from '../changes/domainStep';
import type { UndoItem, UndoRecord } from './undoRecord';

const stepKinds: { readonly [K in DomainStep['kind']]: true } = {
  'create-gpo': true,
  'rename-gpo': true,
  'delete-gpo': true,
  'set-status': true,
  'set-wmi-filter': true,
  'set-security': true,
  'repair-acl': true,
  'restore-gpo': true,
  'import-settings': true,
  'copy-gpo': true,
  'put-link': true,
  'remove-link': true,
  'set-inheritance': true,
  'delete-backup': true,
};

/** Reads record.json; only what this product wrote is taken. @throws undo-record-invalid */
export function readUndoRecord(bytes: Uint8Array, path: string): UndoRecord {
  const value = parseObject(bytes, path);
  const texts = ['id', 'address', 'domainName', 'time', 'change', 'state'];
  const whole =
    value['version'] === 1 &&
    texts.every((name) => typeof value[name] === 'string') &&
    typeof value['began'] === 'number' &&
    Array.isArray(value['subjects']) &&
    isObject(value['process']);
  if (!whole) throw invalid(path);
  return value as unknown as UndoRecord;
}

/** Reads the file of an item; only what this product wrote is taken. @throws undo-record-invalid */
export function readUndoItem(bytes: Uint8Array, path: string): UndoItem {
  const value = parseObject(bytes, path);
  const steps = value['steps'];
  const whole =
    ['subject', 'name', 'state'].every((name) => typeof value[name] === 'string') &&
    Array.isArray(steps) &&
    steps.every((step) => isObject(step) && typeof step['kind'] === 'string' && Object.hasOwn(stepKinds, step['kind']));
  if (!whole) throw invalid(path);
  return value as unknown as UndoItem;
}

function parseObject(bytes: Uint8Array, path: string): Readonly<Record<string, unknown>> {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    throw invalid(path);
  }
  if (!isObject(value)) throw invalid(path);
  return value;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function invalid(path: string): PolicyError {
  return new PolicyError('undo-record-invalid', { path });
}
