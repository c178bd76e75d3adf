/** What V8's profiler writes of a thread; times in microseconds. */
export interface CpuProfile {
  readonly nodes: readonly {
    readonly id: number;
    readonly callFrame: { readonly functionName: string; readonly url: string };
    readonly children?: readonly number[];
  }[];
  readonly samples?: readonly number[];
  /** Between one sample and the one before. */
  readonly timeDeltas?: readonly number[];
}

/** The longest time in milliseconds for which a thread did nothing else. */
export interface BusyStretches {
  /** In code that a function of the given script called, however deep. */
  readonly own: number;
  /** In all other code. */
  readonly others: number;
}

type Work = 'own' | 'other' | 'collecting' | 'idle';

/** The longest stretches of a profile; collecting garbage counts for the work that it interrupts. */
export function busyStretches(
  { nodes, samples = [], timeDeltas = [] }: CpuProfile,
  isOwn: (url: string) => boolean,
): BusyStretches {
  const parents = new Map(nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id] as const)));
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const known = new Map<number, Work>();
  const workOf = (id: number): Work => {
    const found = known.get(id);
    if (found !== undefined) return found;
    const { functionName = '', url = '' } = byId.get(id)?.callFrame ?? {};
    const parent = parents.get(id);
    const work =
      functionName === '(idle)' || functionName === '(root)'
        ? 'idle'
        : functionName === '(garbage collector)'
          ? 'collecting'
          : isOwn(url) || (parent !== undefined && workOf(parent) === 'own')
            ? 'own'
            : 'other';
    known.set(id, work);
    return work;
  };
  const longest = { own: 0, other: 0 };
  let current: Work = 'idle';
  let length = 0;
  samples.forEach((sample, index) => {
    const work = workOf(sample);
    if (work !== current && !(work === 'collecting' && current !== 'idle')) {
      current = work === 'collecting' ? 'other' : work;
      length = 0;
    }
    // a sample stands for the time until the next one
    length += timeDeltas[index + 1] ?? 0;
    if (current === 'own' || current === 'other') longest[current] = Math.max(longest[current], length / 1000);
  });
  return { own: longest.own, others: longest.other };
}
