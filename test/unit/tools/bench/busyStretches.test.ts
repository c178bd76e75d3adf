import assert from 'node:assert/strict';
import { busyStretches, type CpuProfile } from '../../../../tools/bench/busyStretches';

const frame = (functionName: string, url = '') => ({ functionName, url });

/** A profile of samples by name, each a millisecond long. */
function profileOf(...samples: readonly string[]): CpuProfile {
  const nodes = [
    { id: 1, callFrame: frame('(root)'), children: [2, 3, 4, 6] },
    { id: 2, callFrame: frame('(idle)') },
    { id: 3, callFrame: frame('(garbage collector)') },
    { id: 4, callFrame: frame('run', 'ours.js'), children: [5] },
    { id: 5, callFrame: frame('called by ours', 'host.js') },
    { id: 6, callFrame: frame('other', 'host.js') },
  ];
  const ids: Readonly<Record<string, number>> = { idle: 2, gc: 3, own: 4, called: 5, other: 6 };
  return { nodes, samples: samples.map((name) => ids[name] ?? 1), timeDeltas: samples.map(() => 1000).concat(1000) };
}

const measure = (...samples: readonly string[]) => busyStretches(profileOf(...samples), (url) => url === 'ours.js');

describe('the stretches of a profile', () => {
  it('are ours with all that we call, and end where something else runs', () => {
    assert.deepEqual(measure('own', 'called', 'own', 'other', 'own', 'idle', 'other', 'other'), { own: 3, others: 2 });
  });

  it('go on while garbage is collected', () => {
    assert.deepEqual(measure('own', 'gc', 'own', 'idle', 'gc', 'gc', 'idle'), { own: 3, others: 2 });
  });
});
