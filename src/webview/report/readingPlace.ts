/** What stands at the top of the visible part of the report. */
export interface ReadingPlace {
  /** The section and those around it, innermost first. */
  readonly path: readonly number[];
  /** -1 for a section's head. */
  readonly row: number;
  /** How far it is scrolled beyond the place to which scrollIntoView would bring it, in pixels. */
  readonly offset: number;
}

/** What report.css leaves free above a row for its table's header, in pixels. */
const headerHeight = 34;

/** The place at the top, below the tools and a table's header; undefined where there is none. */
export function readingPlace(root: HTMLElement): ReadingPlace | undefined {
  const main = root.querySelector('main');
  const bar = root.querySelector('.toolbar')?.getBoundingClientRect().bottom;
  if (main === null || bar === undefined) return undefined;
  const x = main.getBoundingClientRect().right - 60;
  for (let y = bar + headerHeight; y < bar + 200; y += 10) {
    const found = document.elementFromPoint(x, y)?.closest<HTMLElement>('tr[data-row], .section-head');
    if (found) return placeOf(found, bar);
  }
  return undefined;
}

function placeOf(found: HTMLElement, bar: number): ReadingPlace {
  const row = found.dataset['row'];
  const margin = row === undefined ? bar : bar + headerHeight;
  return {
    path: sectionsAround(found),
    row: row === undefined ? -1 : Number(row),
    offset: Math.round(margin - found.getBoundingClientRect().top),
  };
}

function sectionsAround(from: HTMLElement): readonly number[] {
  const path: number[] = [];
  let at = from.closest<HTMLElement>('[data-section]');
  while (at !== null) {
    path.push(Number(at.dataset['section']));
    at = at.parentElement?.closest<HTMLElement>('[data-section]') ?? null;
  }
  return path;
}

/** Frames in which the parts around a place are built and find their true height. */
const settlingFrames = 20;

/** Scrolls to an element and stays with it while what is around it is built. Ends when the reader scrolls. */
export async function bringIntoView(target: HTMLElement, block: 'start' | 'center', offset = 0): Promise<void> {
  const readers = new AbortController();
  const { signal } = readers;
  for (const event of ['wheel', 'keydown', 'pointerdown'] as const)
    window.addEventListener(event, () => readers.abort(), { passive: true, signal });
  for (let frame = 0; frame < settlingFrames && !signal.aborted && target.isConnected; frame += 1) {
    target.scrollIntoView({ block });
    if (offset !== 0) window.scrollBy(0, offset);
    await new Promise(requestAnimationFrame);
  }
  readers.abort();
}
