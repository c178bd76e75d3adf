import { isPolicyError, PolicyError, type ErrorCode } from '../../core/kernel/errors';
import type { ChangePlan, Precondition } from '../../core/model/changePlan';
import type { OperationProgress, OperationSummary } from '../../core/model/operation';
import type { RunContext } from '../../core/ports/runContext';
import { takeLock } from '../../storage/fileLock';
import { runOperation, type OperationPorts } from '../operations/runOperation';
import { UndoJournal } from '../undo/undoJournal';
import type { ChangeContext, PreparedChange } from './change';
import { prepareChange } from './registry';
import { SomCache } from './runStep';
import { targetItem } from './targetItem';

/** What the user gave with the plan. */
export interface ApplyInput {
  readonly plan: ChangePlan;
  readonly typedNames: readonly string[];
}

/**
 * Does what a plan says: under the domain's lock the request is prepared again, and refused when anything that the plan was
 * made from differs. Each item is journalled before it is touched, so that there is a way back whatever dies.
 * @param locks folder of the lock files, one a domain
 * @throws plan-changed-since, default-gpo-needs-confirmation, domain-locked, and what `prepare` throws
 */
export async function applyPlan(
  { plan, typedNames }: ApplyInput,
  context: ChangeContext,
  operations: OperationPorts,
  locks: string,
  run: RunContext<OperationProgress>,
): Promise<OperationSummary> {
  const { ports } = context;
  const { request } = plan;
  const address =
    request.kind === 'copy' ? request.target : request.kind === 'delete-backup' ? undefined : request.domain;
  const lockName = ports.hasher.sha256(new TextEncoder().encode(address ?? ''));
  const lock =
    address === undefined
      ? undefined
      : takeLock(ports.files, ports.files.join(locks, lockName), plan.domainName, ports.identity, ports.clock);
  try {
    const prepared = await prepareAgain(plan, context);
    checkPreconditions(plan.preconditions, prepared.preconditions);
    checkConfirmations(prepared, typedNames, request.kind);
    return await applyPrepared(plan, prepared, context, operations, run);
  } finally {
    lock?.dispose();
  }
}

async function applyPrepared(
  { request, withoutSafetyBackup }: ChangePlan,
  prepared: PreparedChange,
  context: ChangeContext,
  operations: OperationPorts,
  run: RunContext<OperationProgress>,
): Promise<OperationSummary> {
  const provider = prepared.address === undefined ? undefined : await context.domains.open(prepared.address);
  const without =
    withoutSafetyBackup === true && prepared.targets.some(({ safetyBackup }) => safetyBackup !== undefined);
  const journal = UndoJournal.begin(context, prepared, request.kind, without);
  const steps = { ports: context.ports, domains: context.domains, provider, soms: new SomCache(provider) };
  const items = prepared.targets.map((target, index) => targetItem(target, index, journal, steps));
  const summary = await runOperation(
    {
      kind: request.kind === 'undo' ? 'undo' : 'apply',
      change: request.kind,
      domainName: prepared.domainName,
      items,
      finish: (outcomes) => {
        try {
          journal.end(outcomes);
        } catch (error) {
          // What was done is done, and the way back is on disk: that its record was not closed is no reason to hide it.
          if (!isPolicyError(error)) throw error;
          context.ports.logger.error('The undo record could not be closed', error);
        }
        return Promise.resolve({ undoId: journal.undoId, backupSet: undefined });
      },
    },
    operations,
    run,
  );
  return without ? { ...summary, withoutSafetyBackup: true } : summary;
}

/** What the domain lacks or has too much of since the plan was made, told as that. */
const goneOrTaken: readonly ErrorCode[] = [
  'gpo-not-found',
  'gpo-name-taken',
  'som-not-found',
  'link-not-found',
  'link-exists',
  'link-order-invalid',
  'wmi-filter-not-found',
  'starter-gpo-not-found',
  'backup-not-found',
  'backup-set-not-found',
  'file-not-found',
];

async function prepareAgain(plan: ChangePlan, context: ChangeContext): Promise<PreparedChange> {
  try {
    return await prepareChange(plan.request.kind, plan.request, context);
  } catch (error) {
    if (!isPolicyError(error) || !goneOrTaken.includes(error.code)) throw error;
    const params: Readonly<Record<string, unknown>> = { ...error.params };
    const subjects = Object.values(params).map((value) => String(value).toLowerCase());
    const planned = plan.preconditions.find(({ subject }) => subjects.includes(subject.toLowerCase()));
    if (planned === undefined) throw error;
    throw new PolicyError(
      'plan-changed-since',
      { what: planned.label, planned: planned.fingerprint, found: error.code },
      { cause: error },
    );
  }
}

function checkPreconditions(planned: readonly Precondition[], now: readonly Precondition[]): void {
  const key = ({ kind, subject }: Precondition): string => `${kind} ${subject.toLowerCase()}`;
  const before = new Map(planned.map((precondition) => [key(precondition), precondition.fingerprint]));
  for (const { kind, subject, label, fingerprint } of now) {
    const expected = before.get(`${kind} ${subject.toLowerCase()}`);
    if (expected !== fingerprint)
      throw new PolicyError('plan-changed-since', { what: label, planned: expected ?? '', found: fingerprint });
  }
}

function checkConfirmations(prepared: PreparedChange, typedNames: readonly string[], operation: string): void {
  const typed = new Set(typedNames.map((name) => name.trim().toLowerCase()));
  for (const { confirmation } of prepared.targets)
    if (confirmation !== undefined && !typed.has(confirmation.name.toLowerCase()))
      throw new PolicyError('default-gpo-needs-confirmation', { name: confirmation.name, operation });
}
