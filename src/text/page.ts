/** A page as data: what the plan page shows and `gpo` prints, the same words in both. */
export type PageBlock =
  | { readonly kind: 'heading'; readonly level: 1 | 2 | 3; readonly text: string }
  | { readonly kind: 'paragraph'; readonly text: string }
  | { readonly kind: 'facts'; readonly rows: readonly (readonly [name: string, value: string])[] }
  | { readonly kind: 'list'; readonly tone: 'plain' | 'warning'; readonly items: readonly string[] }
  | {
      readonly kind: 'table';
      readonly caption: string;
      readonly columns: readonly string[];
      readonly rows: readonly PageRow[];
    };

/** A table row; `change` colours it and is said in words in one of its cells. */
export interface PageRow {
  readonly change: 'added' | 'changed' | 'removed' | 'none';
  readonly cells: readonly string[];
}

/** A titled page. */
export interface Page {
  readonly title: string;
  readonly blocks: readonly PageBlock[];
}
