import assert from 'node:assert/strict';
import { askStep, WentBack, withBack, type Step } from '../../../../src/vscode/ui/wizard';

describe('questions with a way back', () => {
  let asked: string[] = [];
  beforeEach(() => {
    asked = [];
  });

  /** Answers with the next of `answers`; `back` goes back. */
  const ask = (question: string, answers: string[], steps: Step<string>[] = []): Promise<string> =>
    askStep<string>(question, (step) => {
      asked.push(question);
      steps.push(step);
      const answer = answers.shift();
      assert.ok(answer !== undefined, `${question} is asked once too often`);
      return answer === 'back' ? Promise.reject(new WentBack()) : Promise.resolve(answer);
    });

  it('are asked one after the other, the first without a way back', async () => {
    const steps: Step<string>[] = [];
    const answers = ['1', '2'];
    const got = await withBack(async () => [await ask('a', answers, steps), await ask('b', answers, steps)]);
    assert.deepEqual(got, ['1', '2']);
    assert.deepEqual(
      steps.map(({ canGoBack }) => canGoBack),
      [false, true],
    );
  });

  it('are asked again from the one before, which knows what was answered, and not those before that', async () => {
    const steps: Step<string>[] = [];
    const answers = ['1', '2', 'back', '3', '4'];
    const got = await withBack(async () => {
      const first = await ask('a', answers, steps);
      const second = await ask('b', answers, steps);
      return [first, second, await ask('c', answers, steps)];
    });
    assert.deepEqual(got, ['1', '3', '4']);
    assert.deepEqual(asked, ['a', 'b', 'c', 'b', 'c']);
    assert.deepEqual(
      steps.map(({ previous }) => previous),
      [undefined, undefined, undefined, '2', undefined],
    );
  });

  it('go back to the first one, step by step', async () => {
    const answers = ['1', '2', 'back', 'back', '5', '6', '7'];
    const got = await withBack(async () => [await ask('a', answers), await ask('b', answers), await ask('c', answers)]);
    assert.deepEqual(got, ['5', '6', '7']);
    assert.deepEqual(asked, ['a', 'b', 'c', 'b', 'a', 'b', 'c']);
  });

  it('forget answers to questions that are no longer asked', async () => {
    const answers = ['table', 'file', 'back', 'back', 'none', 'end'];
    const got = await withBack(async () => {
      const how = await ask('how', answers);
      if (how === 'table') await ask('which table', answers);
      return [how, await ask('end', answers)];
    });
    assert.deepEqual(got, ['none', 'end']);
    assert.deepEqual(asked, ['how', 'which table', 'end', 'which table', 'how', 'end']);
  });

  it('end with what a question fails with', async () => {
    await assert.rejects(
      withBack(() => askStep('a', () => Promise.reject(new Error('cancelled')))),
      /cancelled/,
    );
  });

  it('are asked outside of any work too, without a way back', async () => {
    const steps: Step<string>[] = [];
    assert.equal(await ask('a', ['1'], steps), '1');
    assert.deepEqual(steps, [{ canGoBack: false, previous: undefined }]);
  });

  it('of two pieces of work at once are kept apart', async () => {
    const one = ['1', 'back', '2', '3'];
    const other = ['4', '5'];
    const [first, second] = await Promise.all([
      withBack(async () => [await ask('a', one), await ask('b', one)]),
      withBack(async () => [await ask('a', other), await ask('b', other)]),
    ]);
    assert.deepEqual(
      [first, second],
      [
        ['2', '3'],
        ['4', '5'],
      ],
    );
  });
});
