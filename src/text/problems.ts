import { t } from '@vscode/l10n';
import type { Problem, ProblemPlace } from '../core/kernel/problem';

type Params = Problem['params'];

/** Sentences for the codes that codecs report; filled in by format. */
const sentences: Readonly<Record<string, (params: Params) => string>> = {};

/** What is wrong in a file and where. A code without a sentence of its own is shown as it is, with its parameters. */
export function problemText(problem: Pick<Problem, 'code' | 'params'> & { readonly place?: ProblemPlace }): string {
  const sentence = sentences[problem.code]?.(problem.params) ?? unknownProblem(problem);
  const place = problem.place === undefined ? '' : placeText(problem.place);
  return place === '' ? sentence : t('{0}: {1}', place, sentence);
}

function unknownProblem(problem: Pick<Problem, 'code' | 'params'>): string {
  const params = Object.entries(problem.params).map(([name, value]) => `${name}=${String(value)}`);
  return params.length === 0 ? problem.code : `${problem.code} (${params.join(', ')})`;
}

function placeText(place: ProblemPlace): string {
  if (place.line !== undefined && place.column !== undefined)
    return t('line {0}, column {1}', place.line, place.column);
  if (place.line !== undefined) return t('line {0}', place.line);
  if (place.record !== undefined && place.offset !== undefined)
    return t('record {0} at byte {1}', place.record, place.offset);
  if (place.offset !== undefined) return t('byte {0}', place.offset);
  return '';
}
