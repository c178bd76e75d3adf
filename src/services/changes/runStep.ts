import { isPolicyError, PolicyError } from '../../core/kernel/errors';
import type { BackupChoice, MappingChoice } from '../../core/model/changeRequest';
import type { GpoLink, Som } from '../../core/model/domain';
import type { GpoId, SomPath } from '../../core/model/ids';
import type { OperationStatus } from '../../core/model/operationStatus';
import type { DomainProvider } from '../../core/ports/domainProvider';
import type { Mapping } from '../../core/ports/gpoOperations';
import type { RunContext } from '../../core/ports/runContext';
import type { HostPorts } from '../../core/ports/hostPorts';
import { BackupSet } from '../../storage/backupSet/backupSet';
import { capability, type DomainRegistry } from '../domains/domainRegistry';
import type { DomainStep } from './domainStep';
import { readMapping } from './mapping';

/** What the steps of one change run with. */
export interface StepContext {
  readonly ports: HostPorts;
  readonly domains: DomainRegistry;
  /** The domain that changes; undefined for a change of backups. */
  readonly provider: DomainProvider | undefined;
  /** SOMs as they are known; each step that writes links reads the SOM anew afterwards. */
  readonly soms: SomCache;
}

/** The SOMs of a domain while steps run on it: read once, and again after a step has written links. */
export class SomCache {
  #soms: Promise<readonly Som[]> | undefined;

  constructor(private readonly provider: DomainProvider | undefined) {}

  /** The SOM of that path; undefined when there is none. */
  async find(path: SomPath, run: Pick<RunContext<unknown>, 'token'>): Promise<Som | undefined> {
    this.#soms ??= this.provider?.reader.soms({ token: run.token, progress: () => undefined }) ?? Promise.resolve([]);
    return (await this.#soms).find((som) => som.path.toLowerCase() === path.toLowerCase());
  }

  forget(): void {
    this.#soms = undefined;
  }
}

/** Runs one step. Returns the GPO that it made. */
export async function runStep(
  step: DomainStep,
  context: StepContext,
  run: RunContext<OperationStatus>,
): Promise<GpoId | undefined> {
  switch (step.kind) {
    case 'create-gpo':
      return capability(domain(context), 'gpoWriter').create(
        step.name,
        step.starter === null ? {} : { starter: step.starter },
      );
    case 'copy-gpo':
      return copyGpo(step, context, run);
    case 'put-link':
      await changeLinks(step.som, step.link.gpo, context, run, (links) => withLink(links, step.link, step.order));
      return undefined;
    case 'remove-link':
      await changeLinks(step.som, step.gpo, context, run, (links) => links.filter(({ gpo }) => gpo !== step.gpo));
      return undefined;
    case 'set-inheritance':
      context.soms.forget();
      await capability(domain(context), 'linkWriter').setInheritanceBlocked(step.som, step.blocked);
      return undefined;
    case 'delete-backup':
      deleteBackup(step.backup, context);
      return undefined;
    default:
      await runOnGpo(step, domain(context), context, run);
      return undefined;
  }
}

type GpoStep = Exclude<
  DomainStep,
  { readonly kind: 'create-gpo' | 'copy-gpo' | 'put-link' | 'remove-link' | 'set-inheritance' | 'delete-backup' }
>;

async function runOnGpo(
  step: GpoStep,
  provider: DomainProvider,
  context: StepContext,
  run: RunContext<OperationStatus>,
): Promise<void> {
  switch (step.kind) {
    case 'rename-gpo':
      return capability(provider, 'gpoWriter').rename(step.gpo, step.name);
    case 'delete-gpo':
      return deleteGpo(step.gpo, provider);
    case 'set-status':
      return capability(provider, 'gpoWriter').setStatus(step.gpo, step.status);
    case 'set-wmi-filter':
      return capability(provider, 'gpoWriter').setWmiFilter(step.gpo, step.filter ?? undefined);
    case 'set-security':
      return capability(provider, 'gpoWriter').setSecurity(step.gpo, step.sddl);
    case 'repair-acl':
      return capability(provider, 'aclTools').repair(step.gpo);
    case 'restore-gpo':
      return capability(provider, 'operations').restore(step.backup, run);
    case 'import-settings': {
      const mapping = mappingOf(step.mapping, context);
      return capability(provider, 'operations').importSettings(step.gpo, step.backup, mapping, run);
    }
  }
}

/** One that is gone already is what was wanted: Undo of an interrupted change meets it. */
async function deleteGpo(gpo: GpoId, provider: DomainProvider): Promise<void> {
  try {
    await capability(provider, 'gpoWriter').delete(gpo);
  } catch (error) {
    if (!isPolicyError(error, 'gpo-not-found')) throw error;
  }
}

async function copyGpo(
  step: Extract<DomainStep, { readonly kind: 'copy-gpo' }>,
  context: StepContext,
  run: RunContext<OperationStatus>,
): Promise<GpoId> {
  const source = await context.domains.open(step.from);
  const { name, copyAcl } = step;
  const mapping = mappingOf(step.mapping, context);
  const target = { domain: domain(context).address, name, copyAcl, mapping };
  return capability(source, 'operations').copy(step.gpo, target, run);
}

async function changeLinks(
  path: SomPath,
  gpo: GpoId,
  context: StepContext,
  run: RunContext<OperationStatus>,
  change: (links: readonly GpoLink[]) => readonly GpoLink[],
): Promise<void> {
  const writer = capability(domain(context), 'linkWriter');
  const som = await context.soms.find(path, run);
  if (som === undefined) throw new PolicyError('undo-link-impossible', { som: path, gpo, reason: 'som-not-found' });
  context.soms.forget();
  await writer.setLinks(som.path, som.links, change(som.links));
}

/** The links with `link` at its place, in which it stands at the end when there are fewer. */
export function withLink(links: readonly GpoLink[], link: GpoLink, order: number): readonly GpoLink[] {
  const others = links.filter(({ gpo }) => gpo !== link.gpo);
  const place = Math.min(Math.max(order, 1), others.length + 1) - 1;
  return [...others.slice(0, place), link, ...others.slice(place)];
}

function deleteBackup({ folder, id }: BackupChoice, { ports }: StepContext): void {
  const set = new BackupSet(ports, folder);
  set.delete(id);
  set.updateManifest();
}

function mappingOf(choice: MappingChoice | null, { ports }: StepContext): Mapping | undefined {
  return choice === null ? undefined : readMapping(ports, choice).mapping;
}

function domain({ provider }: StepContext): DomainProvider {
  if (provider === undefined) throw new PolicyError('unexpected', { detail: 'a step without a domain' });
  return provider;
}
