import { neverCancelled } from '../../core/kernel/cancellation';
import { isPolicyError } from '../../core/kernel/errors';
import { parseDomainAddress, parseGpoId } from '../../core/model/ids';
import type { DomainProvider, InterruptedWork } from '../../core/ports/domainProvider';
import type { Logger, ProcessIdentity } from '../../core/ports/host';
import type { DomainStep } from '../changes/domainStep';
import { invertCreation } from '../changes/invertStep';
import type { InterruptedChanges } from '../domains/domainServices';
import { isRunning } from './listUndo';
import { fingerprint } from './undoJournal';
import type { UndoItem, UndoRecord } from './undoRecord';
import type { UndoStore } from './undoStore';

/**
 * Changes whose process ended in the middle, from their records. Each is told once; from then on it is in the list of what
 * can be undone. A GPO that is what it was before the change was not touched, or was rolled back. In a snapshot a GPO is old
 * or new, so one that differs is new; elsewhere nobody knows.
 */
export function interruptedChanges(
  store: UndoStore,
  { identity, logger }: { readonly identity: ProcessIdentity; readonly logger: Logger },
): InterruptedChanges {
  return async (provider) => {
    const found: InterruptedWork[] = [];
    for (const record of store.list(provider.address)) {
      if (record.state !== 'running' || isRunning(record, identity)) continue;
      try {
        const items = await withMadeGpos(store, record, provider);
        const { withoutSafetyBackup, ...usual } = record;
        const isLost = withoutSafetyBackup === true && (await isOverwritten(items, provider));
        for (const item of items)
          if (item.state === 'running') found.push(await interruptedItem(record, item, provider));
        if (isLost) store.writeRecord({ ...record, state: 'interrupted' });
        else if (items.some(({ steps }) => steps.length > 0)) store.writeRecord({ ...usual, state: 'interrupted' });
        else store.remove(record.id);
      } catch (error) {
        // A damaged record or a state folder that cannot be written must not keep anybody from opening the domain.
        if (!isPolicyError(error)) throw error;
        logger.warn(`The interrupted change ${record.id} could not be looked at: ${error.message}`);
      }
    }
    return found;
  };
}

/** Whether a GPO is not what it was: without a safety backup nothing brings that back. */
async function isOverwritten(items: readonly UndoItem[], provider: DomainProvider): Promise<boolean> {
  for (const { subject, before } of items) {
    const gpo = parseGpoId(subject);
    if (gpo !== undefined && (await fingerprint(gpo, provider)) !== before) return true;
  }
  return false;
}

/**
 * The record's items. One that was about to make a GPO could not note how to take it back, as its GUID is known only
 * afterwards; its name was free until then, so a GPO of that name is the one that was made.
 */
async function withMadeGpos(
  store: UndoStore,
  record: UndoRecord,
  provider: DomainProvider,
): Promise<readonly UndoItem[]> {
  const items = store.items(record.id);
  if (record.change !== 'create' && record.change !== 'copy') return items;
  const gpos = await provider.reader.gpos({ token: neverCancelled, progress: () => undefined });
  return items.map((item, index) => {
    const made = gpos.find(({ name }) => name.toLowerCase() === item.name.toLowerCase());
    if (item.steps.length > 0 || made === undefined) return item;
    const found = { ...item, steps: invertCreation(made.id) };
    store.writeItem(record.id, index, found);
    return found;
  });
}

async function interruptedItem(
  { change, time, withoutSafetyBackup }: UndoRecord,
  item: UndoItem,
  provider: DomainProvider,
): Promise<InterruptedWork> {
  return {
    operation: change,
    gpo: item.subject,
    gpoName: item.name,
    started: time,
    outcome: await outcomeOf(item, provider, withoutSafetyBackup === true),
  };
}

async function outcomeOf(
  item: UndoItem,
  provider: DomainProvider,
  withoutSafetyBackup: boolean,
): Promise<InterruptedWork['outcome']> {
  const gpo = parseGpoId(item.subject);
  const changed = parseDomainAddress(provider.address)?.kind === 'snapshot' ? 'completed' : 'unknown';
  // Without a safety backup what overwrites a GPO notes no step.
  if (withoutSafetyBackup && (await isOverwritten([item], provider))) return changed;
  if (item.steps.length === 0) return 'rolled-back';
  if (gpo === undefined && item.steps.every(({ kind }) => kind === 'delete-gpo')) return 'completed';
  // Links are not in a GPO's fingerprint.
  if (gpo === undefined || item.steps.some(isLinkStep)) return 'unknown';
  return (await fingerprint(gpo, provider)) === item.before ? 'rolled-back' : changed;
}

function isLinkStep({ kind }: DomainStep): boolean {
  return kind === 'put-link' || kind === 'remove-link' || kind === 'set-inheritance';
}
