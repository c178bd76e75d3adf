import { PolicyError } from '../kernel/errors';
import { isChangeKind } from './changeKinds';
import type { ChangePlan } from './changePlan';

/**
 * A plan from the JSON that `--dry-run --json` printed. Everything that Apply relies on is checked here; texts that are
 * only shown are not. @throws plan-invalid
 */
export function parsePlan(bytes: Uint8Array, file: string): ChangePlan {
  const fail = (detail: string): never => {
    throw new PolicyError('plan-invalid', { file, detail });
  };
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder().decode(bytes));
  } catch (error) {
    return fail(error instanceof Error ? error.message : String(error));
  }
  if (!isRecord(value)) return fail('not a JSON object');
  if (value['version'] !== 1) return fail('version is not 1');
  const request = value['request'];
  if (!isRecord(request) || typeof request['kind'] !== 'string' || !isChangeKind(request['kind'])) {
    return fail('request.kind names no change');
  }
  for (const name of ['items', 'preconditions', 'confirmations', 'safetyBackups'])
    if (!isArrayOfRecordsOrTexts(value[name])) return fail(`${name} is not a list`);
  if (value['withoutSafetyBackup'] !== undefined && value['withoutSafetyBackup'] !== true)
    return fail('withoutSafetyBackup is not true');
  for (const name of ['id', 'created', 'domainName'])
    if (typeof value[name] !== 'string') return fail(`${name} is not a text`);
  if (!hasPreconditions(value['preconditions'])) return fail('a precondition has no kind, subject or fingerprint');
  return value as unknown as ChangePlan;
}

function hasPreconditions(value: unknown): boolean {
  return (
    Array.isArray(value) &&
    value.every(
      (item: unknown) =>
        isRecord(item) && ['kind', 'subject', 'label', 'fingerprint'].every((name) => typeof item[name] === 'string'),
    )
  );
}

function isArrayOfRecordsOrTexts(value: unknown): boolean {
  return Array.isArray(value) && value.every((item: unknown) => typeof item === 'string' || isRecord(item));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
