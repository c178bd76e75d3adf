import { isMarkup } from '../formats/gpReport/gpReport';
import { allAtOnce, type Steps } from '../kernel/steps';
import type { XmlAttribute, XmlElement, XmlNode } from '../xml/xmlTree';
import type { ReportDetail } from './reportDocument';
import type { ReportWords } from './reportWords';
import { schemaLabel, schemaValue } from './schemaWords';

/**
 * Reads an element and remembers what was read, so that {@link rest} can give all that was not: nothing of a report gets
 * lost because its renderer does not know it.
 */
export class ElementReader {
  readonly #taken = new Set<XmlNode | XmlAttribute>();
  readonly #readers = new Map<XmlElement, ElementReader>();

  /** @param words in which the rest is said */
  constructor(
    readonly element: XmlElement,
    private readonly words: ReportWords,
  ) {}

  /** Whether nothing of it was read. */
  get isUntouched(): boolean {
    return this.#taken.size === 0 && [...this.#readers.values()].every((reader) => reader.isUntouched);
  }

  get local(): string {
    return this.element.local;
  }

  /** Text of the first child of that name; empty when there is none. */
  text(local: string): string {
    return this.optionalText(local) ?? '';
  }

  /** Text of the first child of that name that was not read yet; a child that holds more than text stays in the rest. */
  optionalText(local: string): string | undefined {
    const child = this.#untaken(local);
    if (child === undefined) return undefined;
    if (isLeaf(child)) this.#taken.add(child);
    return ownText(child);
  }

  /** Texts of all children, of one name when it is given; what else one of them holds stays in the rest. */
  texts(local?: string): readonly string[] {
    return this.children(local).map((reader) => {
      if (isLeaf(reader.element)) this.#taken.add(reader.element);
      return reader.ownText();
    });
  }

  /** An attribute by local name; empty when there is none. */
  attribute(local: string): string {
    const attribute = this.element.attributes.find((item) => item.local === local && !isMarkup(item));
    if (attribute === undefined) return '';
    this.#taken.add(attribute);
    return attribute.value;
  }

  /** A reader of the first child of that name. */
  child(local: string): ElementReader | undefined {
    const child = this.#untaken(local);
    return child === undefined ? undefined : this.#readerOf(child);
  }

  /** Readers of all children, of one name when it is given; what they leave is part of this one's rest. */
  children(local?: string): readonly ElementReader[] {
    const readers: ElementReader[] = [];
    for (const child of this.element.children)
      if (child.kind === 'element' && (local === undefined || child.local === local) && !this.#taken.has(child))
        readers.push(this.#readerOf(child));
    return readers;
  }

  /** Readers of children that become rows of their own: they are none of this one's rest. */
  takeChildren(local?: string): readonly ElementReader[] {
    const readers = this.children(local);
    for (const reader of readers) this.#taken.add(reader.element);
    return readers;
  }

  /** Takes one child of {@link children} out of the rest. */
  takeChild(reader: ElementReader): ElementReader {
    this.#taken.add(reader.element);
    return reader;
  }

  /** {@link rest}, which is then taken. */
  takeRest(): readonly ReportDetail[] {
    return allAtOnce(this.takeRestSteps());
  }

  /** {@link takeRest} in steps, for what may be most of a large report. */
  *takeRestSteps(): Steps<readonly ReportDetail[]> {
    const rest = yield* this.restSteps();
    for (const child of this.element.children) this.#taken.add(child);
    for (const attribute of this.element.attributes) this.#taken.add(attribute);
    return rest;
  }

  /** The element's own text, without that of children. */
  ownText(): string {
    for (const child of this.element.children) if (child.kind === 'text') this.#taken.add(child);
    return ownText(this.element);
  }

  /** Everything that was not read, in file order. */
  rest(): readonly ReportDetail[] {
    return allAtOnce(this.restSteps());
  }

  /** {@link rest} in steps. */
  *restSteps(): Steps<readonly ReportDetail[]> {
    const details: ReportDetail[] = [];
    for (const attribute of this.element.attributes)
      if (!isMarkup(attribute) && !this.#taken.has(attribute) && attribute.value !== '')
        details.push(attributeDetail(attribute, this.words));
    for (const child of this.element.children) {
      if (this.#taken.has(child) || child.kind === 'comment') continue;
      if (child.kind === 'text') {
        const text = child.text.trim();
        if (text !== '')
          details.push({ label: schemaLabel(this.local, this.words), ...schemaValue(this.local, text, this.words) });
      } else details.push(...(yield* this.#restOf(child)));
    }
    return details;
  }

  *#restOf(child: XmlElement): Steps<readonly ReportDetail[]> {
    const reader = this.#readers.get(child);
    if (reader === undefined || reader.isUntouched) return [yield* treeSteps(child, this.words)];
    const rest = yield* reader.restSteps();
    return rest.length === 0 ? [] : [{ label: schemaLabel(child.local, this.words), text: '', children: rest }];
  }

  #readerOf(child: XmlElement): ElementReader {
    const known = this.#readers.get(child);
    if (known !== undefined) return known;
    const reader = new ElementReader(child, this.words);
    this.#readers.set(child, reader);
    return reader;
  }

  #untaken(local: string): XmlElement | undefined {
    return this.element.children.find(
      (child): child is XmlElement => child.kind === 'element' && child.local === local && !this.#taken.has(child),
    );
  }
}

/** An element and all below it as named values, for what has no rendering of its own. */
export function treeOf(element: XmlElement, words: ReportWords): ReportDetail {
  return allAtOnce(treeSteps(element, words));
}

function* treeSteps(element: XmlElement, words: ReportWords): Steps<ReportDetail> {
  yield;
  const children: ReportDetail[] = element.attributes
    .filter((attribute) => !isMarkup(attribute) && attribute.value !== '')
    .map((attribute) => attributeDetail(attribute, words));
  for (const child of element.children) if (child.kind === 'element') children.push(yield* treeSteps(child, words));
  const leaf = { label: schemaLabel(element.local, words), ...schemaValue(element.local, ownText(element), words) };
  return children.length === 0 ? leaf : { ...leaf, children };
}

function attributeDetail({ local, value }: XmlAttribute, words: ReportWords): ReportDetail {
  return { label: schemaLabel(local, words), ...schemaValue(local, value, words) };
}

function isLeaf(element: XmlElement): boolean {
  return !element.children.some((child) => child.kind === 'element') && element.attributes.every(isMarkup);
}

function ownText(element: XmlElement): string {
  let text = '';
  for (const child of element.children) if (child.kind === 'text') text += child.text;
  return text.trim();
}
