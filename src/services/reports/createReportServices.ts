import { readGpReportHead, readGpReportSteps } from '../../core/formats/gpReport/gpReport';
import type { CancellationToken } from '../../core/kernel/cancellation';
import { PolicyError } from '../../core/kernel/errors';
import { joinBytes } from '../../core/kernel/joinBytes';
import type { Pacer } from '../../core/kernel/pacer';
import { inTurns, type Steps } from '../../core/kernel/steps';
import type { OperationProgress } from '../../core/model/operation';
import type { RunContext } from '../../core/ports/runContext';
import { buildReport, buildReportSteps } from '../../core/report/buildReport';
import { renderHtml } from '../../core/report/render/renderHtml';
import { renderJson } from '../../core/report/render/renderJson';
import { renderMarkdown } from '../../core/report/render/renderMarkdown';
import type { ReportDocument } from '../../core/report/reportDocument';
import type { ReportWords } from '../../core/report/reportWords';
import { ReportSession } from './reportSession';
import type { ReportHead } from './reportSessions';
import type { ReportServices } from './reportServices';
import type { ReportFormat, ReportSource } from './reportSource';

/** What the use cases need from outside. */
export interface ReportServicesDeps {
  /** The words of a report in the user's language. */
  readonly words: () => ReportWords;
  readonly pacer: Pacer;
  /** The bytes of a gpreport.xml: read, or made by a provider. */
  readonly xmlOf: (
    source: Exclude<ReportSource, { readonly kind: 'bytes' }>,
    run: RunContext<OperationProgress>,
  ) => Promise<Uint8Array>;
}

/** From this size on the head is shown before the rest is read. */
const largeFile = 512 * 1024;

/** The use cases about reports, also the open ones. */
export function createReportServices(deps: ReportServicesDeps): ReportServices {
  const sessions = new Map<number, ReportSession>();
  let nextHandle = 1;
  const bytesOf = (source: ReportSource, run: RunContext<OperationProgress>): Promise<Uint8Array> =>
    source.kind === 'bytes' ? Promise.resolve(source.bytes) : deps.xmlOf(source, run);
  const session = (handle: number): ReportSession => {
    const found = sessions.get(handle);
    if (found === undefined) throw new PolicyError('report-closed', { handle });
    return found;
  };
  return {
    reportXml: ({ source }, run) => bytesOf(source, run),
    renderReport: async ({ source, format }, run) => {
      const bytes = await bytesOf(source, run);
      return format === 'xml'
        ? bytes
        : render(await readDocument(bytes, source, deps, run.token), format, deps, run.token);
    },
    openReport: async ({ source }, run) => {
      const bytes = await bytesOf(source, { token: run.token, progress: () => undefined });
      if (bytes.length >= largeFile) run.progress(headOf(bytes, deps.words()));
      const opened = new ReportSession(nextHandle++, await readDocument(bytes, source, deps, run.token), bytes);
      sessions.set(opened.opened.handle, opened);
      return opened.opened;
    },
    reportRows: (range) => attempt(() => session(range.handle).rows(range)),
    searchReport: async ({ handle, text }, { token }) => inTurns(session(handle).search(text), deps.pacer, token),
    copyReport: ({ handle, section, row }) => attempt(() => session(handle).copy(section, row)),
    saveReport: async ({ handle, format }, { token }) => {
      const { bytes, document } = session(handle);
      return format === 'xml' ? bytes : render(document, format, deps, token);
    },
    closeReport: ({ handle }) =>
      attempt(() => {
        sessions.delete(handle);
      }),
  };
}

/** A report, or what could be read of a damaged one; other XML is shown as it is, what is no XML is refused. */
async function readDocument(
  bytes: Uint8Array,
  source: ReportSource,
  { pacer, words }: ReportServicesDeps,
  token: CancellationToken,
): Promise<ReportDocument> {
  const { value, problems } = await inTurns(readGpReportSteps(bytes), pacer, token);
  if (value.kind === 'none') throw new PolicyError('report-not-recognised', { file: nameOf(source) });
  return inTurns(buildReportSteps(value, problems, words()), pacer, token);
}

function headOf(bytes: Uint8Array, words: ReportWords): ReportHead {
  const { title, domain, sections } = buildReport(readGpReportHead(bytes), [], words);
  return { title, domain, general: sections.find(({ kind }) => kind === 'general')?.rows ?? [] };
}

function render(
  report: ReportDocument,
  format: Exclude<ReportFormat, 'xml'>,
  { pacer, words }: ReportServicesDeps,
  token: CancellationToken,
): Promise<Uint8Array> {
  return inTurns(encode(pieces(report, format, words())), pacer, token);
}

function pieces(report: ReportDocument, format: Exclude<ReportFormat, 'xml'>, words: ReportWords): Iterable<string> {
  switch (format) {
    case 'html':
      return renderHtml(report, words);
    case 'markdown':
      return renderMarkdown(report, words);
    case 'json':
      return renderJson(report);
  }
}

/** The pieces of a text as one UTF-8 file; a piece at a step. */
function* encode(pieces: Iterable<string>): Steps<Uint8Array> {
  const encoder = new TextEncoder();
  const parts: Uint8Array[] = [];
  for (const piece of pieces) {
    parts.push(encoder.encode(piece));
    yield;
  }
  return joinBytes(parts);
}

function nameOf(source: ReportSource): string {
  switch (source.kind) {
    case 'bytes':
      return source.name;
    case 'file':
      return source.path;
    case 'gpo':
      return source.gpo;
    case 'backup':
      return source.backup.id;
  }
}

/** A synchronous answer as a promise, its error as a rejection. */
function attempt<T>(run: () => T): Promise<T> {
  return new Promise((resolve) => {
    resolve(run());
  });
}
