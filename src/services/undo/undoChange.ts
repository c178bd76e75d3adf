import { PolicyError } from '../../core/kernel/errors';
import type { PlanMessage, PlanSubject, Precondition } from '../../core/model/changePlan';
import { parseGpoId, parseSomPath, type GpoId, type SomPath } from '../../core/model/ids';
import { planMessage } from '../../core/model/planMessages';
import { BackupSet } from '../../storage/backupSet/backupSet';
import type { Change, ChangeContext, ChangeTarget, ItemDescription } from '../changes/change';
import { overwrittenGpo, type DomainStep } from '../changes/domainStep';
import { readGpoContent } from '../changes/content/gpoContent';
import { restoredContent, type RestoredContent } from '../changes/content/restoredContent';
import { DomainView } from '../changes/domainView';
import { isRunning } from './listUndo';
import { fingerprint } from './undoJournal';
import type { UndoItem, UndoRecord } from './undoRecord';
import { undoStepMessages } from './undoStepMessages';

/** Takes a recorded change back: its items in the opposite order, each by the steps that its record holds. */
export const undo: Change<'undo'> = {
  prepare: async ({ domain, undoId }, context) => {
    const record = context.undo.read(undoId);
    if (record.address !== domain || isRunning(record, context.ports.identity))
      throw new PolicyError('undo-not-found', { id: undoId });
    if (record.withoutSafetyBackup === true) {
      const { change, subjects } = record;
      throw new PolicyError('undo-without-safety-backup', { change, subjects });
    }
    const view = await DomainView.open(context.domains, domain, context.token);
    const items = context.undo.items(undoId).filter(({ steps }) => steps.length > 0);
    const targets: ChangeTarget[] = [];
    const preconditions = new Map<string, Precondition>();
    for (const item of [...items].reverse()) {
      for (const precondition of await preconditionsOf(item, view))
        preconditions.set(`${precondition.kind} ${precondition.subject}`, precondition);
      targets.push(await targetOf(record, item, view, context));
    }
    return {
      address: domain,
      domainName: view.info.dnsName,
      targets,
      preconditions: [...preconditions.values()],
      undoable: true,
      undoes: undoId,
    };
  },
};

async function targetOf(
  record: UndoRecord,
  item: UndoItem,
  view: DomainView,
  context: ChangeContext,
): Promise<ChangeTarget> {
  const gpos = await view.gpos();
  const overwritten = item.steps.map(overwrittenGpo).find((gpo) => gpo !== undefined && gpos.has(gpo));
  const subject = subjectOf(item);
  const name = subject.kind === 'gpo' && subject.id !== undefined ? gpos.get(subject.id)?.name : undefined;
  return {
    subject: name === undefined ? subject : { ...subject, name },
    steps: item.steps,
    safetyBackup: overwritten,
    confirmation: undefined,
    goesOn: true,
    describe: () => describe(record, item, view, context),
  };
}

/** A made GPO has no GUID in the request: the step that takes it back knows it. */
function subjectOf({ subject, name, steps }: UndoItem): PlanSubject {
  const gpo = parseGpoId(subject) ?? steps.map(gpoOfStep).find((id) => id !== undefined);
  if (gpo !== undefined) return { kind: 'gpo', id: gpo, name };
  const path = parseSomPath(subject);
  return path === undefined ? { kind: 'gpo', id: undefined, name } : { kind: 'som', path, name };
}

async function preconditionsOf({ steps, name }: UndoItem, view: DomainView): Promise<readonly Precondition[]> {
  const gpos = new Set(steps.flatMap((step) => gpoOfStep(step) ?? []));
  const paths = new Set(steps.flatMap((step) => somOfStep(step) ?? []));
  const present = await view.gpos();
  const soms = await view.soms();
  return [
    ...(await Promise.all(
      [...gpos].map(async (id): Promise<Precondition> =>
        present.has(id)
          ? await view.gpoPrecondition(id)
          : { kind: 'gpo-absent', subject: id, label: name, fingerprint: 'absent' },
      ),
    )),
    ...soms
      .filter(({ path }) => [...paths].some((wanted) => wanted.toLowerCase() === path.toLowerCase()))
      .map((som) => view.somPrecondition(som)),
  ];
}

function gpoOfStep(step: DomainStep): GpoId | undefined {
  switch (step.kind) {
    case 'create-gpo':
    case 'copy-gpo':
    case 'put-link':
    case 'remove-link':
    case 'set-inheritance':
    case 'delete-backup':
      return undefined;
    default:
      return step.gpo;
  }
}

function somOfStep(step: DomainStep): SomPath | undefined {
  return step.kind === 'put-link' || step.kind === 'remove-link' || step.kind === 'set-inheritance'
    ? step.som
    : undefined;
}

async function describe(
  record: UndoRecord,
  item: UndoItem,
  view: DomainView,
  context: ChangeContext,
): Promise<ItemDescription> {
  const subject = subjectOf(item);
  const gpo = subject.kind === 'gpo' ? subject.id : undefined;
  const overwrites = item.steps.some((step) => overwrittenGpo(step) !== undefined);
  const isKnown = item.state === 'ended' && gpo !== undefined && gpo === parseGpoId(item.subject);
  const differs = overwrites && isKnown && (await fingerprint(gpo, view.provider, context.token)) !== item.after;
  const warnings: PlanMessage[] = [
    ...(record.state !== 'ended' ? [planMessage('change-was-interrupted', {})] : []),
    ...(differs ? [planMessage('changed-since', { name: item.name })] : []),
  ];
  const content = await contentOf(item, view, context);
  const messages = await undoStepMessages(item, view);
  return {
    effects: [planMessage('change-undone', { change: record.change, time: record.time }), ...messages.effects],
    ...content,
    warnings: [...warnings, ...messages.warnings, ...content.warnings],
    links: gpo === undefined ? [] : await view.linksOf(gpo),
  };
}

/** What the safety backup brings back. @throws backup-not-found when it is no longer there */
async function contentOf({ steps }: UndoItem, view: DomainView, context: ChangeContext): Promise<RestoredContent> {
  const restore = steps.find((step) => step.kind === 'restore-gpo');
  if (restore === undefined) return { files: [], settings: [], warnings: [], versions: [] };
  const { folder, id } = restore.backup;
  const backup = new BackupSet(context.ports, folder).backupFolder(id);
  return restoredContent(view, restore.gpo, await readGpoContent(context, backup), context);
}
