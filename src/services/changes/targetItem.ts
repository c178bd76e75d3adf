import { isPolicyError, toErrorValue } from '../../core/kernel/errors';
import type { ItemOutcome } from '../../core/model/operation';
import type { DomainProvider } from '../../core/ports/domainProvider';
import type { GpoId } from '../../core/model/ids';
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
      if (isLast && failures.length > 0) throw failures[0];
    };
  const begin: Phase = async (run) => {
    await item().begin(context.provider);
    const gpo = target.safetyBackup;
    if (gpo === undefined || context.provider === undefined) return;
    const folder = journal.safetyFolder;
    context.ports.files.makeFolder(folder);
    const set = new BackupSet(context.ports, folder);
    const operations = capability(context.provider, 'operations');
    const id = await backUpGpo(context.ports, set, operations, gpo, '', run);
    syncTree(context.ports.files, set.backupFolder(id));
    context.ports.files.syncFolder(folder);
    item().saved({ folder, id });
  };
  const end: Phase = () => item().end(context.provider);
  const subjectId = subject.kind === 'som' ? subject.path : subject.id;
  return {
    subject: subjectId ?? subject.name,
    name: subject.name,
    phases:
      steps.length === 0 ? [] : [begin, ...steps.map((step, at) => stepPhase(step, at === steps.length - 1)), end],
    after: () => stateOf(made ?? (subject.kind === 'gpo' ? subject.id : undefined), context.provider),
  };
}

/** What is there now, for the summary. */
async function stateOf(gpo: GpoId | undefined, provider: DomainProvider | undefined): Promise<ItemOutcome['after']> {
  if (gpo === undefined || provider === undefined) return {};
  try {
    const { name, status, computer, user, linkCount } = await provider.reader.gpo(gpo);
    return { exists: true, gpo, name, status, computerVersion: computer.ad, userVersion: user.ad, links: linkCount };
  } catch (error) {
    if (isPolicyError(error, 'gpo-not-found')) return { exists: false, gpo };
    throw error;
  }
}
