/** A part of an XML document. Comments and processing instructions are kept, so that nothing is lost on the way. */
export type XmlNode = XmlElement | XmlText | XmlComment;

/** An element with its resolved namespace; `local` and `namespace` identify it, `name` is as written, with its prefix. */
export interface XmlElement {
  readonly kind: 'element';
  readonly name: string;
  readonly local: string;
  readonly namespace: string;
  readonly attributes: readonly XmlAttribute[];
  readonly children: readonly XmlNode[];
  /** From 1. */
  readonly line: number;
  readonly column: number;
}

/** An attribute; `namespace` is empty without a prefix. */
export interface XmlAttribute {
  readonly name: string;
  readonly local: string;
  readonly namespace: string;
  readonly value: string;
}

/** Text, or a CDATA section. */
export interface XmlText {
  readonly kind: 'text';
  readonly text: string;
  readonly cdata: boolean;
}

/** A comment. */
export interface XmlComment {
  readonly kind: 'comment';
  readonly text: string;
}

/** The child elements, of one local name when it is given. */
export function childElements(element: XmlElement, local?: string): readonly XmlElement[] {
  return element.children.filter(
    (child): child is XmlElement => child.kind === 'element' && (local === undefined || child.local === local),
  );
}

/** The first child element of that local name. */
export function childElement(element: XmlElement, local: string): XmlElement | undefined {
  return element.children.find((child): child is XmlElement => child.kind === 'element' && child.local === local);
}

/** All text in an element and below it, as written. */
export function textOf(element: XmlElement): string {
  let text = '';
  for (const child of element.children) {
    if (child.kind === 'text') text += child.text;
    else if (child.kind === 'element') text += textOf(child);
  }
  return text;
}

/** The text of the first child element of that name; undefined when there is none. */
export function childText(element: XmlElement, local: string): string | undefined {
  const child = childElement(element, local);
  return child === undefined ? undefined : textOf(child);
}

/** An attribute's value by local name, in any namespace. */
export function attributeOf(element: XmlElement, local: string): string | undefined {
  return element.attributes.find((attribute) => attribute.local === local)?.value;
}
