import type { ReadResult } from '../../kernel/problem';
import { allAtOnce, type Steps } from '../../kernel/steps';
import { parseXmlSteps } from '../../xml/parseXml';
import { defaultXmlLimits, type XmlLimits } from '../../xml/xmlLimits';
import { childElement, childElements, textOf, type XmlElement } from '../../xml/xmlTree';
import { instanceNamespace, settingsNamespace, xmlnsNamespace } from './namespaces';

/** A report in GPMC's schema. The elements are kept whole: a report is a render, and what is shown of it is the reader's choice. */
export type GpReport =
  /** One GPO (Backup-GPO, Get-GPOReport) or several in one file (Get-GPOReport -All). */
  | { readonly kind: 'gpos'; readonly root: XmlElement; readonly gpos: readonly XmlElement[] }
  /** A resultant set of policy: Get-GPResultantSetOfPolicy, gpresult /X. */
  | { readonly kind: 'rsop'; readonly root: XmlElement }
  /** Well-formed XML that is no report. */
  | { readonly kind: 'other'; readonly root: XmlElement }
  | { readonly kind: 'none' };

/** What an extension is: an XML type by namespace and local name. Two types are both called RegistrySettings. */
export interface ExtensionType {
  readonly namespace: string;
  readonly local: string;
}

/** One ExtensionData of a side: its type, its name in the language of the machine that wrote it, its content. */
export interface ReportExtension {
  readonly type: ExtensionType;
  readonly name: string;
  /** The ExtensionData element. */
  readonly data: XmlElement;
  /** Its Extension element; undefined when it has none. */
  readonly content: XmlElement | undefined;
}

/** A report over many GPOs is far larger than any other XML file of Group Policy. */
export const reportXmlLimits: XmlLimits = { ...defaultXmlLimits, bytes: 512 * 1024 * 1024, elements: 40_000_000 };

/**
 * Reads a gpreport.xml. The encoding comes from the bytes, as re-encoded files keep the declaration `utf-16` (measured:
 * 121 of 875). Never throws: damage is a problem with its place, and what stood before it is there.
 */
export function readGpReport(bytes: Uint8Array, limits: XmlLimits = reportXmlLimits): ReadResult<GpReport> {
  return allAtOnce(readGpReportSteps(bytes, limits));
}

/** {@link readGpReport} in steps: the report on all GPOs of a domain can have 100 MB. */
export function* readGpReportSteps(
  bytes: Uint8Array,
  limits: XmlLimits = reportXmlLimits,
): Steps<ReadResult<GpReport>> {
  const { root, problems } = yield* parseXmlSteps(bytes, limits);
  if (root === undefined) return { value: { kind: 'none' }, problems };
  return { value: classify(root), problems };
}

/**
 * Reads only what stands at the beginning: identity, times, security. For a quick first look at a large file; the last
 * elements may be cut off.
 *
 * @param length how many bytes are looked at
 */
export function readGpReportHead(bytes: Uint8Array, length = 32 * 1024): GpReport {
  const head = bytes.length <= length ? bytes : bytes.subarray(0, length - (length % 2));
  return readGpReport(head).value;
}

/** The extensions of a side (a Computer, User, ComputerResults or UserResults element) in file order. */
export function extensionsOf(side: XmlElement, ancestors: readonly XmlElement[]): readonly ReportExtension[] {
  return childElements(side, 'ExtensionData').map((data) => {
    const content = childElement(data, 'Extension');
    const nameElement = childElement(data, 'Name');
    return {
      data,
      content,
      name: nameElement === undefined ? '' : textOf(nameElement),
      type: content === undefined ? { namespace: '', local: '' } : typeOf(content, [...ancestors, side, data]),
    };
  });
}

function classify(root: XmlElement): GpReport {
  if (isGpo(root)) return { kind: 'gpos', root, gpos: [root] };
  if (root.local === 'Rsop') return { kind: 'rsop', root };
  const gpos = childElements(root).filter(isGpo);
  return gpos.length > 0 ? { kind: 'gpos', root, gpos } : { kind: 'other', root };
}

function isGpo(element: XmlElement): boolean {
  return element.local === 'GPO' && element.namespace === settingsNamespace;
}

/** `xsi:type` with its prefix resolved where it was declared; the prefix itself is arbitrary. */
function typeOf(element: XmlElement, ancestors: readonly XmlElement[]): ExtensionType {
  const written = element.attributes.find((item) => item.namespace === instanceNamespace && item.local === 'type');
  const [prefix = '', local] = (written?.value ?? '').trim().split(':');
  if (local === undefined) return { namespace: childElements(element)[0]?.namespace ?? '', local: prefix };
  for (const scope of [element, ...ancestors.toReversed()]) {
    const declared = scope.attributes.find((item) => item.name === `xmlns:${prefix}`);
    if (declared !== undefined) return { namespace: declared.value, local };
  }
  return { namespace: '', local };
}

/** Whether an attribute only serves XML itself (namespaces, xsi:type, xsi:nil) and says nothing about policy. */
export function isMarkup(attribute: { readonly name: string; readonly namespace: string }): boolean {
  return (
    attribute.namespace === instanceNamespace ||
    attribute.namespace === xmlnsNamespace ||
    attribute.name === 'xmlns' ||
    attribute.name.startsWith('xmlns:')
  );
}
