import { PolicyError } from '../kernel/errors';
import { cdata, escapeAttribute, escapeText } from './writeXml';

/** What can be written; every node that was read is one. Namespaces are the caller's: names and `xmlns` as written. */
export type WritableXml =
  | {
      readonly kind: 'element';
      readonly name: string;
      readonly attributes: readonly { readonly name: string; readonly value: string }[];
      readonly children: readonly WritableXml[];
    }
  | { readonly kind: 'text'; readonly text: string; readonly cdata: boolean }
  | { readonly kind: 'comment'; readonly text: string };

/**
 * A node as XML text, the same for the same tree: attributes in their order, double quotes, no blanks of its own, `<a/>`
 * for an empty element.
 * @throws xml-unwritable for a character that no XML file can hold, and for `--` in a comment
 */
export function writeXmlTree(node: WritableXml): string {
  switch (node.kind) {
    case 'text':
      return node.cdata ? cdata(node.text) : escapeText(node.text);
    case 'comment':
      return writeComment(node.text);
    case 'element': {
      const attributes = node.attributes.map(({ name, value }) => ` ${name}="${escapeAttribute(value)}"`).join('');
      const content = node.children.map(writeXmlTree).join('');
      return node.children.length === 0
        ? `<${node.name}${attributes}/>`
        : `<${node.name}${attributes}>${content}</${node.name}>`;
    }
  }
}

function writeComment(text: string): string {
  // A comment has no escapes: what stands in it is what is read, so only the check of the characters is of use here.
  escapeText(text);
  if (text.includes('--') || text.endsWith('-'))
    throw new PolicyError('xml-unwritable', { found: '--', text: text.slice(0, 80) });
  return `<!--${text}-->`;
}
