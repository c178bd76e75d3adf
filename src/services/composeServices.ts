import type { CancellationToken } from '../core/kernel/cancellation';
import type { Disposable } from '../core/kernel/disposable';
import type { ChangeRequest } from '../core/model/changeRequest';
import type { ProviderFactory } from '../core/ports/domainProvider';
import type { HostPorts } from '../core/ports/hostPorts';
import type { ReportWords } from '../core/report/reportWords';
import type { Services } from './api';
import { backupServices } from './backups/backupServices';
import type { ChangeContext } from './changes/change';
import { applyPlan } from './changes/applyPlan';
import { planChange } from './changes/planChange';
import { WorkFolders } from './changes/workFolders';
import { DomainRegistry } from './domains/domainRegistry';
import { domainServices } from './domains/domainServices';
import { migrationTableServices } from './migrationTables/migrationTableServices';
import { OperationRegistry } from './operations/operationRegistry';
import { createReportServices } from './reports/createReportServices';
import { reportXmlSource } from './backups/reportXmlSource';
import { createSampleDomain } from './sample/sampleDomain';
import { interruptedChanges } from './undo/interruptedChanges';
import { listUndo } from './undo/listUndo';
import { runningChange, type RunningChange } from './undo/runningChange';
import { UndoStore, type UndoRetention } from './undo/undoStore';

/** What all use cases need of the host. */
export interface ServicesDeps extends HostPorts {
  /** Absolute path of the folder for ways back, locks and temporary files. */
  readonly stateFolder: string;
  readonly factories: readonly ProviderFactory[];
  readonly reportWords: () => ReportWords;
  /** How long ways back are kept; 30 days and 200 changes when not given. */
  readonly undoRetention?: UndoRetention;
  /** Whether a plan takes safety backups where nothing else is asked for; it does when not given. */
  readonly safetyBackups?: boolean;
  /** Lets a path on another computer that the user named be used until that ends; without it none is. */
  readonly allowUnc?: (path: string) => Disposable;
  /** Where operations are told; one of its own when not given. */
  readonly operations?: OperationRegistry;
}

/** The use cases, and what only the process that runs them can ask. */
export interface HostServices extends Services, Disposable {
  /** What is being changed now, for a process that ends at once. */
  runningChange(): RunningChange | undefined;
}

const usualRetention: UndoRetention = { days: 30, changes: 200 };

/** All use cases over a host's ports. Nothing is read and no domain opened before a use case asks for it. */
export function createServices(deps: ServicesDeps): HostServices {
  const { files, stateFolder } = deps;
  const domains = new DomainRegistry(deps.factories);
  const undo = new UndoStore(deps, files.join(stateFolder, 'undo'), deps.undoRetention ?? usualRetention);
  const work = new WorkFolders(deps, files.join(stateFolder, 'work'));
  const locks = files.join(stateFolder, 'locks');
  const operations = { ...deps, operations: deps.operations ?? new OperationRegistry() };
  const contextOf = (token: CancellationToken): ChangeContext => ({ ports: deps, domains, undo, work, token });
  const tables = migrationTableServices(contextOf);
  const reaching = async <T>(path: string | undefined, work: () => Promise<T>): Promise<T> => {
    const allowed = path === undefined ? undefined : deps.allowUnc?.(path);
    try {
      return await work();
    } finally {
      allowed?.dispose();
    }
  };
  return {
    ...domainServices(domains, interruptedChanges(undo, deps)),
    ...backupServices(operations, domains),
    ...createReportServices({ words: deps.reportWords, pacer: deps.pacer, xmlOf: reportXmlSource(deps, domains) }),
    createMigrationTable: (input, run) =>
      reaching(files.dirname(input.file), () => tables.createMigrationTable(input, run)),
    checkMigrationTable: (input, run) => reaching(input.file, () => tables.checkMigrationTable(input, run)),
    createSample: (input, run) => createSampleDomain(files, deps.pacer, input, run),
    planChange: ({ request, safetyBackups }, run) =>
      reaching(tableOf(request), () =>
        planChange(request, contextOf(run.token), safetyBackups ?? deps.safetyBackups ?? true),
      ),
    applyPlan: (input, run) =>
      reaching(input.mappingShown === true ? tableOf(input.plan.request) : undefined, () =>
        applyPlan(input, contextOf(run.token), operations, locks, run),
      ),
    listUndo: (input) => Promise.resolve(listUndo(undo, deps.identity, input.address)),
    runningChange: () => runningChange(undo, files, deps.identity),
    dispose: () => {
      domains.dispose();
    },
  };
}

/** The migration table that a request names. */
function tableOf(request: ChangeRequest): string | undefined {
  return request.kind === 'import' || request.kind === 'copy' ? request.mapping?.file : undefined;
}
