import { isPolicyError } from '../../core/kernel/errors';
import type { GpoId } from '../../core/model/ids';
import type { OperationProgress } from '../../core/model/operation';
import type { DomainProvider, InterruptedWork } from '../../core/ports/domainProvider';
import type { RunContext } from '../../core/ports/runContext';
import type { DomainOverview, Services } from '../api';
import { BatchProgress } from '../operations/batchProgress';
import { throwIfCancelled } from '../../core/kernel/cancellation';
import { capability, type DomainRegistry } from './domainRegistry';

/** The use cases that read a domain. */
export type DomainServices = Pick<
  Services,
  | 'openDomain'
  | 'closeDomain'
  | 'listGpos'
  | 'gpoDetails'
  | 'listSoms'
  | 'listWmiFilters'
  | 'listStarterGpos'
  | 'checkAcl'
>;

/** Work that was interrupted in a domain as the journal of this product's changes knows it. */
export type InterruptedChanges = (provider: DomainProvider) => Promise<readonly InterruptedWork[]>;

const capabilityNames = ['operations', 'gpoWriter', 'linkWriter', 'aclTools'] as const;

/** Makes {@link DomainServices} over the domains that are open. */
export function domainServices(domains: DomainRegistry, interrupted: InterruptedChanges): DomainServices {
  return {
    openDomain: async ({ address }, run) => {
      const provider = await domains.open(address);
      provider.retry?.();
      throwIfCancelled(run.token);
      return overview(provider, await interrupted(provider));
    },
    closeDomain: ({ address }) => domains.close(address),
    listGpos: async ({ address }, run) => (await domains.open(address)).reader.gpos(run),
    gpoDetails: async ({ address, gpo }) => (await domains.open(address)).reader.gpo(gpo),
    listSoms: async ({ address }, run) => (await domains.open(address)).reader.soms(run),
    listWmiFilters: async ({ address }) => (await domains.open(address)).reader.wmiFilters(),
    listStarterGpos: async ({ address }) => (await domains.open(address)).reader.starterGpos(),
    checkAcl: async ({ address, gpos }, run) => checkAcl(await domains.open(address), gpos, run),
  };
}

async function overview(provider: DomainProvider, changes: readonly InterruptedWork[]): Promise<DomainOverview> {
  const known = new Set(provider.interrupted.map((work) => work.gpo));
  const missing: Partial<Record<(typeof capabilityNames)[number], string>> = {};
  for (const name of capabilityNames) {
    const found = provider[name];
    if (!found.available) missing[name] = found.reason;
  }
  return {
    info: await provider.reader.info(),
    interrupted: [...provider.interrupted, ...changes.filter((work) => !known.has(work.gpo))],
    missing,
    warnings: [],
  };
}

async function checkAcl(
  provider: DomainProvider,
  gpos: readonly GpoId[],
  run: RunContext<OperationProgress>,
): Promise<readonly { readonly gpo: GpoId; readonly consistent: boolean }[]> {
  const acl = capability(provider, 'aclTools');
  const progress = new BatchProgress(gpos.length, run.progress);
  const found: { gpo: GpoId; consistent: boolean }[] = [];
  for (const gpo of gpos) {
    throwIfCancelled(run.token);
    progress.begin(gpo, 1);
    try {
      found.push({ gpo, consistent: await acl.isConsistent(gpo) });
    } catch (error) {
      // One that has gone since it was listed is not inconsistent.
      if (!isPolicyError(error, 'gpo-not-found')) throw error;
    }
    progress.end();
  }
  return found;
}
