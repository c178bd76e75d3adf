import { strict as assert } from 'node:assert';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parsePlan } from '../../../src/core/model/planFile';
import { pageToText } from '../../../src/text/pageText';
import { describePlan } from '../../../src/text/plan';
import { fixTimes } from './fixedTimes';

/** Plans as the services make them, with `<time>` for every time. */
const plans = join(__dirname, '..', 'services', 'changes', 'golden');
const pages = join(__dirname, 'golden');

describe('the page of a plan', () => {
  fixTimes('2026-03-05T12:00:00Z');

  for (const file of readdirSync(plans).filter((name) => name.endsWith('.json')))
    it(`reads as it should: ${file}`, () => {
      const json = readFileSync(join(plans, file), 'utf8').replaceAll('<time>', '2026-03-02T09:30:00.000Z');
      const text = pageToText(describePlan(parsePlan(new TextEncoder().encode(json), file)));
      assert.doesNotMatch(text, /\d{4}-\d\d-\d\dT|\{\d\}|undefined|\[object/);
      const page = join(pages, file.replace(/json$/, 'txt'));
      if (process.env['UPDATE_GOLDEN'] === '1') {
        mkdirSync(pages, { recursive: true });
        writeFileSync(page, text);
      }
      assert.ok(existsSync(page), `${page} is missing; UPDATE_GOLDEN=1 writes it`);
      assert.equal(text, readFileSync(page, 'utf8'));
    });
});
