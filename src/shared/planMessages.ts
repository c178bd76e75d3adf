/** Where a plan stands, for its page; texts are sentences in the user's language. */
export interface PlanPageState {
  readonly kind: 'open' | 'applying' | 'applied' | 'failed' | 'refused' | 'discarded';
  /** Empty while the plan is open. */
  readonly title: string;
  /** One sentence each. */
  readonly details: readonly string[];
}

/** What can be done with a plan, in the order of the buttons; the first is the usual one. */
export interface PlanAction {
  readonly action: 'apply' | 'discard' | 'again' | 'undo' | 'details';
  readonly label: string;
  /** The key that does the same together with Ctrl (on a Mac Command); empty when there is none. */
  readonly key: string;
  /** Why it cannot be done now; undefined when it can. */
  readonly disabled: string | undefined;
}

/** What the editor tells the plan page: always all of it. `Page` is the page as data of `src/text`. */
export interface ToPlanPage<Page> {
  readonly type: 'show';
  readonly page: Page;
  readonly state: PlanPageState;
  readonly actions: readonly PlanAction[];
}

/** What the plan page asks of the editor. */
export type FromPlanPage =
  { readonly type: 'ready' } | { readonly type: 'action'; readonly action: PlanAction['action'] };
