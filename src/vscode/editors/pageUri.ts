/** The parts of a URI of a page of ours, as `vscode.Uri.from` takes them. */
export interface PageUri {
  readonly scheme: string;
  /** What tab, tooltip and breadcrumbs show. */
  readonly path: string;
  /** What the page is known by. */
  readonly query: string;
}

/** A text as one part of a path. */
export function shownInPath(text: string): string {
  return text.replace(/[\\/]/g, '-').replace(/\p{Cc}/gu, ' ');
}
