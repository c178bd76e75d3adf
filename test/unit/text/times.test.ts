import { strict as assert } from 'node:assert';
import { configureTimes, timeText, timeWithAge } from '../../../src/text/times';
import { fixTimes } from './fixedTimes';

const day = 24 * 60 * 60 * 1000;
const at = (difference: number): string => new Date(Date.parse('2026-03-05T12:00:00Z') + difference).toISOString();

describe('times for people', () => {
  fixTimes('2026-03-05T12:00:00Z');

  it('are in the zone of the reader', () => {
    assert.equal(timeText('2026-03-04T23:30:00Z'), 'Mar 4, 2026, 11:30 PM');
    configureTimes({ timeZone: 'Asia/Tokyo', now: () => 0 });
    assert.equal(timeText('2026-03-04T23:30:00Z'), 'Mar 5, 2026, 8:30 AM');
  });

  it('say how long ago, in the largest unit that fits', () => {
    const ages = [
      0,
      -59_000,
      -60_000,
      -3_599_000,
      -7_200_000,
      -47 * 3_600_000,
      -2 * day,
      -59 * day,
      -61 * day,
      -800 * day,
    ];
    assert.deepEqual(
      ages.map((difference) => /\((.*)\)/.exec(timeWithAge(at(difference)))?.[1]),
      [
        'now',
        'now',
        '1 minute ago',
        '59 minutes ago',
        '2 hours ago',
        '47 hours ago',
        '2 days ago',
        '59 days ago',
        '2 months ago',
        '2 years ago',
      ],
    );
    assert.match(timeWithAge(at(3 * 3_600_000)), /\(in 3 hours\)$/);
  });

  it('leave alone what is no time', () => {
    assert.equal(timeText('yesterday'), 'yesterday');
    assert.equal(timeWithAge(''), '');
  });
});
