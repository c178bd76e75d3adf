import type { Problem, ProblemCode } from '../kernel/problem';
import { allAtOnce, type Steps } from '../kernel/steps';
import { byteOffset, decodeXmlSteps, type DecodedXml } from './decodeXml';
import { LineCounter } from './lineCounter';
import { defaultXmlLimits, type XmlLimits } from './xmlLimits';
import { xmlTreeSteps } from './xmlTreeBuilder';
import { scanXmlProlog } from './xmlProlog';
import type { XmlElement } from './xmlTree';

/** What was read: the root as far as it is whole or closed by force where the damage begins, and what was wrong. */
export interface ParsedXml {
  readonly root: XmlElement | undefined;
  /**
   * Errors (at most one: reading ends there): `xml-invalid {detail}`, `xml-doctype-refused`, `xml-too-large {limit}`,
   * `xml-too-deep {limit}`, `xml-too-many-attributes {limit}`, `xml-too-many-elements {limit}`, `xml-text-too-long
   * {limit}`. Warnings: see {@link DecodedXml}.
   */
  readonly problems: readonly Problem[];
}

/**
 * Reads XML strictly, with namespaces, in whatever encoding its bytes show. A DOCTYPE is refused, as no Group Policy file
 * has one and it can hold an entity bomb. Never throws: damage becomes a problem with its line, column and byte offset,
 * and what stood before it is returned.
 */
export function parseXml(bytes: Uint8Array, limits: XmlLimits = defaultXmlLimits): ParsedXml {
  return allAtOnce(parseXmlSteps(bytes, limits));
}

/** {@link parseXml} in steps, for files that can be large: a file of 60 MB takes seconds. */
export function* parseXmlSteps(bytes: Uint8Array, limits: XmlLimits = defaultXmlLimits): Steps<ParsedXml> {
  if (bytes.length > limits.bytes)
    return {
      root: undefined,
      problems: [
        {
          code: 'xml-too-large',
          severity: 'error',
          place: { line: 1, column: 1, offset: 0 },
          params: { limit: limits.bytes },
        },
      ],
    };
  const decoded = yield* decodeXmlSteps(bytes);
  const { start, doctype } = scanXmlProlog(decoded.text);
  if (doctype !== undefined)
    return {
      root: undefined,
      problems: [...decoded.problems, damageProblem(decoded, doctype, 'xml-doctype-refused', {})],
    };
  const { root, damage } = yield* xmlTreeSteps(decoded.text, start, limits);
  const problems =
    damage === undefined
      ? decoded.problems
      : [...decoded.problems, damageProblem(decoded, damage.offset, damage.code, damage.params)];
  return { root, problems };
}

function damageProblem(decoded: DecodedXml, offset: number, code: ProblemCode, params: Problem['params']): Problem {
  const { line, column } = new LineCounter(decoded.text).at(offset);
  return { code, severity: 'error', place: { line, column, offset: byteOffset(decoded, offset) }, params };
}
