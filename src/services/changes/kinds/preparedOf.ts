import type { Precondition } from '../../../core/model/changePlan';
import type { ChangeTarget, PreparedChange } from '../change';
import type { DomainView } from '../domainView';

/** A target and what was read to prepare it. */
export interface PreparedTarget {
  readonly target: ChangeTarget;
  readonly preconditions: readonly Precondition[];
}

/** A change of several things in one domain, each prepared on its own, in order. */
export async function preparedOf<T>(
  view: DomainView,
  subjects: readonly T[],
  prepare: (subject: T, index: number) => Promise<PreparedTarget>,
): Promise<PreparedChange> {
  const prepared: PreparedTarget[] = [];
  for (const [index, subject] of [...new Set(subjects)].entries()) prepared.push(await prepare(subject, index));
  const preconditions = new Map(
    prepared.flatMap((item) => item.preconditions).map((item) => [`${item.kind} ${item.subject}`, item]),
  );
  return {
    address: view.address,
    domainName: view.info.dnsName,
    undoable: true,
    preconditions: [...preconditions.values()],
    targets: prepared.map(({ target }) => target),
  };
}
