/** A part of an XML document. Processing instructions are not kept: no Group Policy file has one. */
export type XmlNode = XmlElement | XmlText | XmlComment;

/** An element with its resolved namespace; `local` and `namespace` identify it, `name` is as written, with its prefix. */
export interface XmlElement {
  readonly kind: 'element';
  readonly name: string;
  readonly local: string;
  readonly namespace: string;
  readonly attributes: readonly XmlAttribute[];
  readonly children: readonly XmlNode[];
  /** Where its `<` stands; from 1, columns in UTF-16 code units. */
  readonly line: number;
  readonly column: number;
  /** The same in UTF-16 code units from the decoded text's start, from 0. */
  readonly offset: number;
}

/** An attribute, namespace declarations included; `namespace` is empty without a prefix. */
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

/** An attribute's value by local name, in that namespace, or in any when it is not given. */
export function attributeOf(element: XmlElement, local: string, namespace?: string): string | undefined {
  return element.attributes.find(
    (attribute) => attribute.local === local && (namespace === undefined || attribute.namespace === namespace),
  )?.value;
}

/** Where an element stands, for a problem. */
export function placeOf({ line, column }: XmlElement): { readonly line: number; readonly column: number } {
  return { line, column };
}
