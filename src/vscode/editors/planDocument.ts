import type * as vscode from 'vscode';
import { Emitter } from '../../core/kernel/event';
import { PolicyError } from '../../core/kernel/errors';
import { planIdOf } from './planUri';
import type { KeptPlan, PlanState, PlanStore } from './planStore';

/** A plan that an editor shows. */
export class PlanDocument implements vscode.CustomDocument {
  readonly #changed = new Emitter<void>();
  readonly onDidChange = this.#changed.event;

  private constructor(
    readonly uri: vscode.Uri,
    private readonly store: PlanStore,
    private readonly id: string,
    private kept: KeptPlan,
  ) {}

  /** @throws plan-invalid when it is not kept any more */
  static async open(uri: vscode.Uri, store: PlanStore): Promise<PlanDocument> {
    const id = planIdOf(uri.query);
    if (id === undefined)
      throw new PolicyError('plan-invalid', { file: uri.toString(), detail: 'not-kept', field: '' });
    return new PlanDocument(uri, store, id, await store.load(id));
  }

  get plan(): KeptPlan['plan'] {
    return this.kept.plan;
  }

  get state(): PlanState {
    return this.kept.state;
  }

  async setState(state: PlanState): Promise<void> {
    this.kept = { plan: this.kept.plan, state };
    this.#changed.fire();
    await this.store.save(this.id, this.kept);
  }

  dispose(): void {
    this.#changed.dispose();
  }
}
