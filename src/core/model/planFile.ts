import { PolicyError, type PlanDefect } from '../kernel/errors';
import { isChangeKind } from './changeKinds';
import type { ChangePlan } from './changePlan';

/**
 * A plan from the JSON that `--dry-run --json` printed. Everything that Apply relies on is checked here; texts that are
 * only shown are not. @throws plan-invalid
 */
export function parsePlan(bytes: Uint8Array, file: string): ChangePlan {
  const fail = (detail: PlanDefect, field = ''): never => {
    throw new PolicyError('plan-invalid', { file, detail, field });
  };
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return fail('not-json');
  }
  if (!isRecord(value)) return fail('not-json');
  if (value['version'] !== 1) return fail('other-version');
  const request = value['request'];
  if (!isRecord(request) || typeof request['kind'] !== 'string' || !isChangeKind(request['kind'])) {
    return fail('incomplete', 'request.kind');
  }
  for (const name of ['items', 'preconditions', 'confirmations', 'safetyBackups'])
    if (!isArrayOfRecordsOrTexts(value[name])) return fail('incomplete', name);
  if (value['withoutSafetyBackup'] !== undefined && value['withoutSafetyBackup'] !== true)
    return fail('incomplete', 'withoutSafetyBackup');
  for (const name of ['id', 'created', 'domainName'])
    if (typeof value[name] !== 'string') return fail('incomplete', name);
  if (!hasPreconditions(value['preconditions'])) return fail('incomplete', 'preconditions');
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
