import { SaxesParser, type SaxesTagNS } from 'saxes';
import type { Problem, ProblemCode } from '../kernel/problem';
import type { Steps } from '../kernel/steps';
import { LineCounter } from './lineCounter';
import type { XmlLimits } from './xmlLimits';
import type { XmlAttribute, XmlElement, XmlNode } from './xmlTree';

/** Where and why reading ended before the end. */
export interface XmlDamage {
  readonly code: ProblemCode;
  readonly params: Problem['params'];
  /** UTF-16 code units from the text's start. */
  readonly offset: number;
}

/** The tree of `text` from `start` on, as far as it could be read; a step is a chunk of some milliseconds. */
export function* xmlTreeSteps(
  text: string,
  start: number,
  limits: XmlLimits,
): Steps<{ readonly root: XmlElement | undefined; readonly damage: XmlDamage | undefined }> {
  const builder = new TreeBuilder(text, start, limits);
  yield* builder.run();
  return { root: builder.root(), damage: builder.damage };
}

/** Thrown inside only: stops the parser. */
class StopParsing extends Error {}

interface OpenElement {
  readonly element: XmlElement;
  /** The same array as the element's, to be filled. */
  readonly children: XmlNode[];
}

/** Small enough that a limit is noticed soon, large enough that handing chunks over costs nothing. */
const chunkLength = 64 * 1024;

const noAttributes: readonly XmlAttribute[] = [];

class TreeBuilder {
  damage: XmlDamage | undefined;
  readonly #open: OpenElement[] = [];
  readonly #parser = new SaxesParser({ xmlns: true, position: true });
  readonly #lines: LineCounter;
  #root: XmlElement | undefined;
  #elements = 0;
  #attributes = 0;
  #tagOffset = 0;
  #lastEvent = 0;
  #ending = false;

  constructor(
    private readonly text: string,
    private readonly start: number,
    private readonly limits: XmlLimits,
  ) {
    this.#lines = new LineCounter(text);
    const parser = this.#parser;
    parser.on('doctype', () => {
      this.#stop('xml-doctype-refused', {});
    });
    parser.on('opentagstart', () => {
      this.#tagOffset = this.text.lastIndexOf('<', this.#offset() - 1);
      this.#attributes = 0;
    });
    parser.on('attribute', () => {
      this.#attributes += 1;
      if (this.#attributes > limits.attributes) this.#stop('xml-too-many-attributes', { limit: limits.attributes });
    });
    parser.on('opentag', (tag: SaxesTagNS) => {
      this.#openTag(tag);
    });
    parser.on('closetag', () => {
      this.#lastEvent = this.#offset();
      this.#closeTag();
    });
    parser.on('text', (content) => {
      this.#append({ kind: 'text', text: content, cdata: false }, content);
    });
    parser.on('cdata', (content) => {
      this.#append({ kind: 'text', text: content, cdata: true }, content);
    });
    parser.on('comment', (content) => {
      this.#append({ kind: 'comment', text: content }, content);
    });
    parser.on('error', (error) => {
      this.#stop('xml-invalid', { detail: error.message.replace(/^\d+:\d+: /, '') });
    });
  }

  *run(): Steps<void> {
    try {
      for (let at = this.start; at < this.text.length; at += chunkLength) {
        const chunk = this.text.slice(at, at + chunkLength);
        this.#parser.write(chunk);
        this.#checkLength(at + chunk.length - this.#lastEvent);
        yield;
      }
      this.#ending = true;
      this.#parser.close();
    } catch (error) {
      if (!(error instanceof StopParsing)) throw error;
    }
  }

  /** The document's element; elements that damage left open are closed here. */
  root(): XmlElement | undefined {
    while (this.#open.length > 0) this.#closeTag();
    return this.#root;
  }

  /** Where the parser is, inside its events; it may count one past the end. */
  #offset(): number {
    return Math.min(this.text.length, this.start + this.#parser.position);
  }

  #append(node: XmlNode, content: string): void {
    this.#lastEvent = this.#offset();
    this.#checkLength(content.length);
    this.#open.at(-1)?.children.push(node);
  }

  #openTag(tag: SaxesTagNS): void {
    this.#lastEvent = this.#offset();
    this.#checkLength(this.#lastEvent - this.#tagOffset);
    this.#elements += 1;
    if (this.#open.length >= this.limits.depth) this.#stop('xml-too-deep', { limit: this.limits.depth });
    if (this.#elements > this.limits.elements) this.#stop('xml-too-many-elements', { limit: this.limits.elements });
    const attributes = Object.values(tag.attributes).map(({ name, local, uri, value }) => ({
      name,
      local,
      namespace: uri,
      value,
    }));
    const { line, column } = this.#lines.at(this.#tagOffset);
    const children: XmlNode[] = [];
    // Written out, as copying an element once more took a third of the time.
    const element: XmlElement = {
      kind: 'element',
      name: tag.name,
      local: tag.local,
      namespace: tag.uri,
      attributes: attributes.length === 0 ? noAttributes : attributes,
      children,
      line,
      column,
      offset: this.#tagOffset,
    };
    this.#open.push({ element, children });
  }

  #closeTag(): void {
    const closed = this.#open.pop();
    if (closed === undefined) return;
    const parent = this.#open.at(-1);
    if (parent === undefined) this.#root ??= closed.element;
    else parent.children.push(closed.element);
  }

  #checkLength(length: number): void {
    if (length > this.limits.textLength) this.#stop('xml-text-too-long', { limit: this.limits.textLength });
  }

  /** Keeps the first damage. At the text's end the parser goes on, so that it hands over the text it still holds. */
  #stop(code: ProblemCode, params: Problem['params']): void {
    this.damage ??= { code, params, offset: this.#offset() };
    if (!this.#ending) throw new StopParsing(code);
  }
}
