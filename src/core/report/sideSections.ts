import { extensionsOf, type ReportExtension } from '../formats/gpReport/gpReport';
import type { Steps } from '../kernel/steps';
import type { XmlElement } from '../xml/xmlTree';
import { ElementReader } from './elementReader';
import { renderingOf } from './extensions/extensionBuilders';
import type { ReportWords } from './reportWords';
import type { SectionDraft } from './sectionDraft';
import { onOff } from './values';

/** A side of a GPO: state and versions, then a section for each extension. */
export function* addSide(
  kind: 'computer' | 'user',
  side: ElementReader,
  ancestors: readonly XmlElement[],
  draft: SectionDraft,
  words: ReportWords,
): Steps<void> {
  const heading = kind === 'computer' ? words.computerConfiguration : words.userConfiguration;
  const section = draft.section(kind, kind, heading).whenEmpty(words.noSettings);
  const enabled = side.optionalText('Enabled');
  if (enabled !== undefined) section.fact(words.sideStatus, onOff(enabled, words));
  for (const [local, label] of [
    ['VersionDirectory', words.versionDirectory],
    ['VersionSysvol', words.versionSysvol],
  ] as const) {
    const version = side.optionalText(local);
    if (version !== undefined) section.fact(label, { text: version });
  }
  yield* addExtensions(side, ancestors, section, words);
  section.rest(yield* side.restSteps(), words.more);
}

/** The ExtensionData of a side, of a GPO's or of an RSoP's. */
export function* addExtensions(
  side: ElementReader,
  ancestors: readonly XmlElement[],
  section: SectionDraft,
  words: ReportWords,
): Steps<void> {
  const readers = side.takeChildren('ExtensionData');
  for (const [index, extension] of extensionsOf(side.element, ancestors).entries()) {
    const reader = readers[index];
    if (reader !== undefined) yield* addExtension(extension, reader, section, words);
  }
}

function* addExtension(
  { type, name, content }: ReportExtension,
  data: ElementReader,
  section: SectionDraft,
  words: ReportWords,
): Steps<void> {
  const rendering = renderingOf(type);
  const heading = rendering.heading(name, words);
  const draft = section.section(key(type, name), 'extension', heading).whenEmpty(words.noSettings);
  const reportName = data.text('Name');
  if (!heading.includes(reportName)) draft.fact(words.extension, { text: reportName });
  if (content !== undefined) {
    const reader = data.takeChild(data.child('Extension') ?? new ElementReader(content, words));
    yield* rendering.build(reader, draft, words);
    draft.rest(yield* reader.restSteps(), words.more);
  }
  draft.rest(yield* data.restSteps(), words.more);
}

/** The same in every language of the report. */
function key({ namespace, local }: ReportExtension['type'], name: string): string {
  const last = namespace.split('/Settings/').at(-1) ?? '';
  return last === '' ? `${local}${name}` : last;
}
