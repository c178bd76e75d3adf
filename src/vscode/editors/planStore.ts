import { vscode } from '../vscodeApi';
import { PolicyError } from '../../core/kernel/errors';
import type { ErrorValue } from '../../core/kernel/errors';
import type { ChangePlan } from '../../core/model/changePlan';
import type { OperationSummary } from '../../core/model/operation';
import { parsePlan } from '../../core/model/planFile';

/** What became of a plan. */
export type PlanState =
  | { readonly kind: 'open' }
  /** Apply began; when no operation of this window runs, its end is unknown here. */
  | { readonly kind: 'applying' }
  | { readonly kind: 'applied'; readonly summary: OperationSummary }
  | { readonly kind: 'refused'; readonly error: ErrorValue }
  | { readonly kind: 'discarded' };

/** A plan and what became of it. */
export interface KeptPlan {
  readonly plan: ChangePlan;
  readonly state: PlanState;
}

const keptDays = 14;
const dayMs = 24 * 60 * 60 * 1000;

/** Keeps plans in the extension's own folder, so that their pages survive a reload. */
export class PlanStore {
  constructor(private readonly folder: vscode.Uri) {}

  async save(id: string, kept: KeptPlan): Promise<void> {
    await vscode.workspace.fs.createDirectory(this.folder);
    await vscode.workspace.fs.writeFile(this.#file(id), new TextEncoder().encode(JSON.stringify(kept)));
  }

  /** @throws plan-invalid when it is not kept any more, or damaged */
  async load(id: string): Promise<KeptPlan> {
    const file = this.#file(id);
    const bytes = await readFile(file);
    const kept: unknown = JSON.parse(new TextDecoder().decode(bytes));
    if (typeof kept !== 'object' || kept === null || !('plan' in kept) || !('state' in kept))
      throw new PolicyError('plan-invalid', { file: file.fsPath, detail: 'incomplete', field: 'state' });
    const plan = parsePlan(new TextEncoder().encode(JSON.stringify(kept.plan)), file.fsPath);
    return { plan, state: readState(kept.state) };
  }

  /** Forgets plans of long ago. */
  async prune(now: number): Promise<void> {
    for (const [name, type] of await vscode.workspace.fs.readDirectory(this.folder)) {
      const file = vscode.Uri.joinPath(this.folder, name);
      if (type !== vscode.FileType.File) continue;
      const { mtime } = await vscode.workspace.fs.stat(file);
      if (now - mtime > keptDays * dayMs) await vscode.workspace.fs.delete(file);
    }
  }

  #file(id: string): vscode.Uri {
    return vscode.Uri.joinPath(this.folder, `${id}.json`);
  }
}

async function readFile(file: vscode.Uri): Promise<Uint8Array> {
  try {
    return await vscode.workspace.fs.readFile(file);
  } catch {
    throw new PolicyError('plan-invalid', { file: file.fsPath, detail: 'not-kept', field: '' });
  }
}

/** The state in a value that this extension wrote; one that it does not know counts as open, and Apply checks anyhow. */
function readState(value: unknown): PlanState {
  if (typeof value !== 'object' || value === null || !('kind' in value)) return { kind: 'open' };
  switch (value.kind) {
    case 'applying':
    case 'applied':
    case 'refused':
    case 'discarded':
      return value as PlanState;
    default:
      return { kind: 'open' };
  }
}
