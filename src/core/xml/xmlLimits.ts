/** How large a document may be; what is larger is refused or ends where the limit is passed. */
export interface XmlLimits {
  readonly bytes: number;
  /** Elements within elements. */
  readonly depth: number;
  /** Attributes of one element. */
  readonly attributes: number;
  readonly elements: number;
  /** UTF-16 code units of one text, CDATA section, comment or tag. */
  readonly textLength: number;
}

/** Limits far above any real file (the largest report seen has 4 MB) and far below what would exhaust memory. */
export const defaultXmlLimits: XmlLimits = {
  bytes: 64 * 1024 * 1024,
  depth: 256,
  attributes: 512,
  elements: 2_000_000,
  textLength: 16 * 1024 * 1024,
};
