import { parseGpoId } from '../../core/model/ids';
import type { DomainProvider, InterruptedWork } from '../../core/ports/domainProvider';
import type { ProcessIdentity } from '../../core/ports/host';
import type { InterruptedChanges } from '../domains/domainServices';
import { fingerprint } from './undoJournal';
import type { UndoItem, UndoRecord } from './undoRecord';
import type { UndoStore } from './undoStore';

/**
 * Changes whose process ended in the middle, from their records. Each is told once; from then on it is in the list of what
 * can be undone. A GPO that is what it was before the change was not touched, or was rolled back; else nobody knows.
 */
export function interruptedChanges(store: UndoStore, identity: ProcessIdentity): InterruptedChanges {
  return async (provider) => {
    const found: InterruptedWork[] = [];
    for (const record of store.list(provider.address)) {
      if (record.state !== 'running' || identity.isAlive(record.process)) continue;
      for (const item of store.items(record.id)) {
        const work = item.state === 'running' ? await interruptedItem(record, item, provider) : undefined;
        if (work !== undefined) found.push(work);
      }
      store.writeRecord({ ...record, state: 'interrupted' });
    }
    return found;
  };
}

async function interruptedItem(
  { change, time }: UndoRecord,
  item: UndoItem,
  provider: DomainProvider,
): Promise<InterruptedWork> {
  const gpo = parseGpoId(item.subject);
  const isSame = gpo !== undefined && (await fingerprint(gpo, provider)) === item.before;
  return {
    operation: change,
    gpo: item.subject,
    gpoName: item.name,
    started: time,
    // A link or a new GPO has no fingerprint that says so.
    outcome: isSame && item.steps.every((step) => step.kind !== 'put-link') ? 'rolled-back' : 'unknown',
  };
}
