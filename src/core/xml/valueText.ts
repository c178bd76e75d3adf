import { childElement, textOf, type XmlElement } from './xmlTree';

/**
 * The value that an element holds. Beside CDATA, blanks are layout (other producers indent the CDATA section); plain text
 * that was broken over lines loses the blanks around it; any other text is the value as it is, a single blank included.
 */
export function valueText(element: XmlElement): string {
  let sections = '';
  let blankElsewhere = true;
  let hasSection = false;
  for (const child of element.children) {
    if (child.kind !== 'text') continue;
    if (child.cdata) {
      hasSection = true;
      sections += child.text;
    } else if (child.text.trim() !== '') blankElsewhere = false;
  }
  if (hasSection && blankElsewhere) return sections;
  const text = textOf(element);
  return text.includes('\n') ? text.trim() : text;
}

/** {@link valueText} of the first child element of that name; undefined when there is none. */
export function childValue(element: XmlElement, local: string): string | undefined {
  const child = childElement(element, local);
  return child === undefined ? undefined : valueText(child);
}
