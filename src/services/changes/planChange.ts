import type { ChangePlan, PlanItem } from '../../core/model/changePlan';
import type { ChangeRequest } from '../../core/model/changeRequest';
import { isoTime } from '../operations/runOperation';
import type { ChangeContext, ChangeTarget } from './change';
import { prepareChange } from './registry';

/**
 * What a request would do, to be read and applied later. Changes nothing.
 * @param safetyBackups whether one is taken of what will be overwritten or deleted
 */
export async function planChange(
  request: ChangeRequest,
  context: ChangeContext,
  safetyBackups: boolean,
): Promise<ChangePlan> {
  const prepared = await prepareChange(request.kind, request, context);
  const items: PlanItem[] = [];
  for (const target of prepared.targets) {
    await context.ports.pacer.breathe(context.token);
    items.push(await planItem(target));
  }
  const needed = prepared.targets.flatMap(({ safetyBackup }) => safetyBackup ?? []);
  const without = !safetyBackups && needed.length > 0;
  return {
    version: 1,
    id: context.ports.guids.next(),
    created: isoTime(context.ports.clock),
    request,
    domainName: prepared.domainName,
    items,
    preconditions: prepared.preconditions,
    confirmations: prepared.targets.flatMap(({ confirmation }) => confirmation ?? []),
    undoable: prepared.undoable && !without,
    safetyBackups: without ? [] : needed,
    ...(without ? { withoutSafetyBackup: true } : {}),
  };
}

async function planItem(target: ChangeTarget): Promise<PlanItem> {
  const nothing = { effects: [], warnings: [], files: [], settings: [], permissions: [], versions: [], links: [] };
  return { subject: target.subject, ...nothing, ...(await target.describe()) };
}
