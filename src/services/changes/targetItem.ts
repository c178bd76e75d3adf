import { neverCancelled, type CancellationToken } from '../../core/kernel/cancellation';
import { isPolicyError, toErrorValue } from '../../core/kernel/errors';
import type { ItemOutcome } from '../../core/model/operation';
import type { GpoId, SomPath } from '../../core/model/ids';
import type { PlanSubject } from '../../core/model/changePlan';
import { syncTree } from '../../storage/tree';
import { BackupSet } from '../../storage/backupSet/backupSet';
import { backUpGpo } from '../backups/backupServices';
import { capability } from '../domains/domainRegistry';
import type { BatchItem, Phase } from '../operations/runBatch';
import type { ItemJournal, UndoJournal } from '../undo/undoJournal';
import type { ChangeTarget } from './change';
import type { DomainStep } from './domainStep';
import { invertCreation, invertStep } from './invertStep';
import { runStep, type StepContext } from './runStep';
import { verifyStep } from './verifyStep';

/**
 * One target as an item of a batch: a safety backup first, then its steps; before each step the journal holds what takes
 * it back. With `goesOn` a failed step does not stop the others, and the first failure is told at the end.
 */
export function targetItem(target: ChangeTarget, index: number, journal: UndoJournal, context: StepContext): BatchItem {
  const { subject, steps } = target;
  let made: GpoId | undefined;
  const item = (): ItemJournal => journal.item(index, target);
  const failures: unknown[] = [];
  const stepPhase =
    (step: DomainStep, isLast: boolean): Phase =>
    async (run) => {
      try {
        const inverse = await invertStep(step, context, item().safety, run);
        const noted = item().willDo(inverse);
        try {
          const created = await runStep(step, context, run);
          if (created !== undefined) item().willDo(invertCreation(created));
          made = created ?? made;
        } catch (error) {
          await item().failed(noted, context.provider);
          throw error;
        }
        if (target.goesOn === true) await verifyStep(step, context, run);
      } catch (error) {
        if (target.goesOn !== true || isPolicyError(error, 'cancelled')) throw error;
        context.ports.logger.warn(`A step of Undo failed: ${JSON.stringify(toErrorValue(error))}`);
        failures.push(error);
      }
      if (!isLast) return;
      if (failures.length > 0) throw failures[0];
      // Not a phase of its own: before that Cancel would be heard, and call cancelled what is done.
      await item().end(context.provider);
    };
  const begin: Phase = async (run) => {
    await item().begin(context.provider, run.token);
    const gpo = target.safetyBackup;
    if (gpo === undefined || context.provider === undefined || journal.withoutSafetyBackup) return;
    const folder = journal.safetyFolder;
    context.ports.files.makeFolder(folder);
    const set = new BackupSet(context.ports, folder);
    const operations = capability(context.provider, 'operations');
    const id = await backUpGpo(context.ports, set, operations, gpo, '', run);
    syncTree(context.ports.files, set.backupFolder(id));
    context.ports.files.syncFolder(folder);
    item().saved({ folder, id });
  };
  const subjectId = subject.kind === 'som' ? subject.path : subject.id;
  return {
    subject: subjectId ?? subject.name,
    name: subject.name,
    phases: steps.length === 0 ? [] : [begin, ...steps.map((step, at) => stepPhase(step, at === steps.length - 1))],
    // Read to its end even when Cancel was asked for: what is there now is told, not assumed.
    after: async () => {
      // What the failed steps left was cleared away in one turn: a second Ctrl+C is heard here.
      await context.ports.pacer.breathe(neverCancelled);
      return stateOf(subject, made, context, neverCancelled);
    },
  };
}

/** What is there now, for the summary. */
function stateOf(
  subject: PlanSubject,
  made: GpoId | undefined,
  context: StepContext,
  token: CancellationToken,
): Promise<ItemOutcome['after']> {
  switch (subject.kind) {
    case 'gpo':
      return stateOfGpo(made ?? subject.id, context);
    case 'som':
      return stateOfSom(subject.path, context, token);
    case 'backup':
      return Promise.resolve({ exists: context.ports.files.stat(backupPath(subject, context)) !== undefined });
  }
}

async function stateOfGpo(gpo: GpoId | undefined, { provider }: StepContext): Promise<ItemOutcome['after']> {
  if (gpo === undefined || provider === undefined) return {};
  try {
    const { name, status, computer, user, linkCount } = await provider.reader.gpo(gpo);
    return { exists: true, gpo, name, status, computerVersion: computer.ad, userVersion: user.ad, links: linkCount };
  } catch (error) {
    if (isPolicyError(error, 'gpo-not-found')) return { exists: false, gpo };
    throw error;
  }
}

async function stateOfSom(
  path: SomPath,
  { soms }: StepContext,
  token: CancellationToken,
): Promise<ItemOutcome['after']> {
  soms.forget();
  const som = await soms.find(path, { token });
  return som === undefined
    ? { exists: false }
    : { exists: true, inheritanceBlocked: som.inheritanceBlocked, links: som.links.length };
}

function backupPath({ folder, id }: { readonly folder: string; readonly id: string }, { ports }: StepContext): string {
  return ports.files.join(folder, id);
}
