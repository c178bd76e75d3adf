import type { Steps } from '../../kernel/steps';
import type { ElementReader } from '../elementReader';
import type { ReportWords } from '../reportWords';
import { schemaLabel } from '../schemaWords';
import { column, shown, type SectionDraft } from '../sectionDraft';
import { timeValue, trusteeValue } from '../values';

/** Scripts, in the order in which they run. */
export function* buildScripts(reader: ElementReader, section: SectionDraft, words: ReportWords): Steps<void> {
  const scripts = reader.takeChildren('Script');
  if (scripts.length === 0) return;
  section.columns(
    column('command', words.script, 4),
    column('parameters', words.parameters, 3),
    column('type', words.type, 1),
    column('order', words.order, 0.8),
    column('runOrder', words.options, 1.6),
  );
  const orders: Readonly<Record<string, string>> = words.scriptOrder;
  for (const script of scripts) {
    const type = script.text('Type');
    const order = script.text('Order');
    const runOrder = script.text('RunOrder');
    section.row(
      `${type}|${order}`,
      [
        { text: script.text('Command') },
        { text: script.text('Parameters') },
        { text: type },
        { text: order },
        shown(orders[runOrder] ?? runOrder, runOrder),
      ],
      script.rest(),
    );
    yield;
  }
}

/** Redirected folders with their destinations by group. */
export function* buildFolderRedirection(reader: ElementReader, section: SectionDraft, words: ReportWords): Steps<void> {
  const folders = reader.takeChildren('Folder');
  if (folders.length === 0) return;
  section.columns(
    column('folder', words.folder, 2),
    column('destination', words.destination, 4),
    column('options', words.options, 3),
  );
  for (const folder of folders) {
    const id = folder.text('Id');
    const destinations = folder.takeChildren('Location').map((location) => {
      const path = location.text('DestinationPath');
      const group = trusteeValue(location.child('SecurityGroup'));
      const rest = location.rest();
      const line = { label: group.text, text: path, ...(group.raw === undefined ? {} : { raw: group.raw }) };
      return rest.length === 0 ? line : { ...line, children: rest };
    });
    section.row(id, [{ text: id }, { text: '', items: destinations }, { text: '', items: folder.rest() }]);
    yield;
  }
}

/** Software packages; what is assigned, published or removed, and from where. */
export function* buildSoftware(reader: ElementReader, section: SectionDraft, words: ReportWords): Steps<void> {
  const packages = reader.takeChildren();
  if (packages.length === 0) return;
  section.columns(column('name', words.name, 3), column('path', words.source, 4), column('type', words.type, 2));
  for (const item of packages) {
    const name = item.text('Name');
    const path = item.text('Path');
    const type = item.text('DeploymentType');
    const cells = [{ text: name === '' ? schemaLabel(item.local, words) : name }, { text: path }, { text: type }];
    section.row(`${item.local}|${name}|${path}`, cells, item.rest());
    yield;
  }
}

/** Certificates as tables by store, other settings as facts. */
export function* buildPublicKey(reader: ElementReader, section: SectionDraft, words: ReportWords): Steps<void> {
  const tables = new Map<string, SectionDraft>();
  for (const item of reader.takeChildren()) {
    if (item.element.children.some((child) => child.kind === 'element' && child.local === 'IssuedTo')) {
      const table = tables.get(item.local) ?? certificateTable(item.local, section, words);
      tables.set(item.local, table);
      addCertificate(item, table, words);
    } else
      section.section(item.local, 'group', schemaLabel(item.local, words), 'facts').values(yield* item.restSteps());
    yield;
  }
}

function certificateTable(local: string, section: SectionDraft, words: ReportWords): SectionDraft {
  return section
    .section(local, 'group', schemaLabel(local, words))
    .columns(
      column('issuedTo', words.issuedTo, 3),
      column('issuedBy', words.issuedBy, 3),
      column('expires', words.expires, 1.6),
    );
}

function addCertificate(item: ElementReader, table: SectionDraft, words: ReportWords): void {
  const issuedTo = item.text('IssuedTo');
  const expires = timeValue(item.text('ExpirationDate'));
  const purposes = (item.child('CertificatePurpose')?.texts('Purpose') ?? []).map((text) => ({
    label: words.type,
    text,
  }));
  table.row(issuedTo, [{ text: issuedTo }, { text: item.text('IssuedBy') }, expires], [...purposes, ...item.rest()]);
}

/** This product's own data: the files of an extension whose settings are not rendered. */
export function* buildUnrenderedFiles(reader: ElementReader, section: SectionDraft, words: ReportWords): Steps<void> {
  const rendered = reader.text('Rendered');
  const table = section
    .section('files', 'group', words.filesNotRendered)
    .columns(column('path', words.file, 5), column('size', words.size, 1));
  table.fact(words.rendered, rendered === 'false' ? shown(words.no, rendered) : { text: rendered });
  for (const file of reader.takeChildren('File')) {
    const path = file.text('Path');
    table.row(path, [{ text: path }, { text: file.text('Size') }], file.rest());
    yield;
  }
}

/** What has no rendering of its own: every element as names and values. */
export function* buildGeneric(reader: ElementReader, section: SectionDraft): Steps<void> {
  section.asFacts().values(yield* reader.takeRestSteps());
}
