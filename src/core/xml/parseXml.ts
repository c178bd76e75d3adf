import { SaxesParser, type SaxesTagNS } from 'saxes';
import type { Problem } from '../kernel/problem';
import { decodeXml } from './decodeXml';
import type { XmlAttribute, XmlElement, XmlNode } from './xmlTree';

/** How large a document may be; what is larger is refused, not read in part. */
export interface XmlLimits {
  readonly bytes: number;
  readonly depth: number;
  readonly attributes: number;
  readonly elements: number;
}

/** Limits far above any real file (the largest report seen has 4 MB) and far below what would exhaust memory. */
export const defaultXmlLimits: XmlLimits = {
  bytes: 64 * 1024 * 1024,
  depth: 256,
  attributes: 512,
  elements: 4_000_000,
};

/** What was read: the root as far as it is whole or closed by force where the damage begins, and what was wrong. */
export interface ParsedXml {
  readonly root: XmlElement | undefined;
  readonly problems: readonly Problem[];
}

/** Thrown inside only: stops the parser. */
class StopParsing extends Error {}

interface OpenElement {
  readonly element: Omit<XmlElement, 'children'>;
  readonly children: XmlNode[];
}

/**
 * Reads XML strictly, with namespaces. A DOCTYPE is refused, as no Group Policy file has one and it can hold an entity
 * bomb. Never throws: damage becomes a problem with its line and column, and what stood before it is returned.
 */
export function parseXml(bytes: Uint8Array, limits: XmlLimits = defaultXmlLimits): ParsedXml {
  if (bytes.length > limits.bytes)
    return { root: undefined, problems: [problem('xml-too-large', 1, 1, { limit: limits.bytes })] };
  const builder = new TreeBuilder(limits);
  const text = decodeXml(bytes).replace(/^\ufeff?\s*<\?xml[^>]*\?>/, (declaration) =>
    declaration.replace(/[^\r\n]/g, ' ').trimStart(),
  );
  builder.run(text);
  return { root: builder.root(), problems: builder.problems };
}

class TreeBuilder {
  readonly problems: Problem[] = [];
  readonly #open: OpenElement[] = [];
  readonly #parser = new SaxesParser({ xmlns: true, position: true });
  #root: XmlElement | undefined;
  #elements = 0;

  constructor(private readonly limits: XmlLimits) {
    const parser = this.#parser;
    parser.on('doctype', () => {
      this.#stop('xml-doctype-refused', {});
    });
    parser.on('opentag', (tag: SaxesTagNS) => {
      this.#openTag(tag);
    });
    parser.on('closetag', () => {
      this.#closeTag();
    });
    parser.on('text', (text) => this.#open.at(-1)?.children.push({ kind: 'text', text, cdata: false }));
    parser.on('cdata', (text) => this.#open.at(-1)?.children.push({ kind: 'text', text, cdata: true }));
    parser.on('comment', (text) => this.#open.at(-1)?.children.push({ kind: 'comment', text }));
    parser.on('error', (error) => {
      this.#stop('xml-invalid', { detail: error.message.replace(/^\d+:\d+: /, '') });
    });
  }

  run(text: string): void {
    try {
      this.#parser.write(text).close();
    } catch (error) {
      if (!(error instanceof StopParsing)) throw error;
    }
  }

  /** The document's element; elements that damage left open are closed here. */
  root(): XmlElement | undefined {
    while (this.#open.length > 0) this.#closeTag();
    return this.#root;
  }

  #openTag(tag: SaxesTagNS): void {
    const attributes: XmlAttribute[] = Object.values(tag.attributes).map(({ name, local, uri, value }) => ({
      name,
      local,
      namespace: uri,
      value,
    }));
    this.#elements += 1;
    if (this.#open.length >= this.limits.depth) this.#stop('xml-too-deep', { limit: this.limits.depth });
    if (attributes.length > this.limits.attributes)
      this.#stop('xml-too-many-attributes', { limit: this.limits.attributes });
    if (this.#elements > this.limits.elements) this.#stop('xml-too-many-elements', { limit: this.limits.elements });
    const { line, column } = this.#parser;
    const element = {
      kind: 'element',
      name: tag.name,
      local: tag.local,
      namespace: tag.uri,
      attributes,
      line,
      column,
    } as const;
    this.#open.push({ element, children: [] });
  }

  #closeTag(): void {
    const closed = this.#open.pop();
    if (closed === undefined) return;
    const element: XmlElement = { ...closed.element, children: closed.children };
    const parent = this.#open.at(-1);
    if (parent === undefined) this.#root = element;
    else parent.children.push(element);
  }

  #stop(code: string, params: Problem['params']): never {
    this.problems.push(problem(code, this.#parser.line, this.#parser.column, params));
    throw new StopParsing(code);
  }
}

function problem(code: string, line: number, column: number, params: Problem['params']): Problem {
  return { code, severity: 'error', place: { line, column }, params };
}
