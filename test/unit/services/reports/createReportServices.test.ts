import { strict as assert } from 'node:assert';
import { CancellationTokenSource, neverCancelled, throwIfCancelled } from '../../../../src/core/kernel/cancellation';
import { isPolicyError } from '../../../../src/core/kernel/errors';
import { breathlessPacer, type Pacer } from '../../../../src/core/kernel/pacer';
import type { Steps } from '../../../../src/core/kernel/steps';
import { readGpReport, readGpReportSteps } from '../../../../src/core/formats/gpReport/gpReport';
import { buildReportSteps } from '../../../../src/core/report/buildReport';
import { createReportServices } from '../../../../src/services/reports/createReportServices';
import type { ReportServices } from '../../../../src/services/reports/reportServices';
import type { ReportSource } from '../../../../src/services/reports/reportSource';
import type { ReportHead } from '../../../../src/services/reports/reportSessions';
import { reportWords } from '../../../../src/text/reportWords';
import { bigReport } from '../../../fixtures/bigReport';
import { sampleReport } from '../../../fixtures/sampleReport';

const run = { token: neverCancelled, progress: (): void => undefined };
const bytes = (content: Uint8Array): ReportSource => ({ kind: 'bytes', bytes: content, name: 'gpreport.xml' });

function services(pacer: Pacer = breathlessPacer): ReportServices {
  return createReportServices({
    words: reportWords,
    pacer,
    xmlOf: () => Promise.resolve(sampleReport()),
  });
}

/** How often the work lets others run. */
async function breathsOf(work: (reports: ReportServices) => Promise<void>): Promise<number> {
  let breaths = 0;
  await work(
    services({
      breathe: (token) => {
        breaths += 1;
        return breathlessPacer.breathe(token);
      },
    }),
  );
  return breaths;
}

/** Asks to stop at one of the pauses. */
function cancelAt(at: number, source: CancellationTokenSource): Pacer {
  let breaths = 0;
  return {
    breathe: (token) => {
      breaths += 1;
      if (breaths === at) source.cancel();
      return new Promise((resolve) => {
        throwIfCancelled(token);
        resolve();
      });
    },
  };
}

function countSteps<T>(steps: Steps<T>): number {
  let count = 0;
  while (steps.next().done !== true) count += 1;
  return count;
}

describe('report services', () => {
  it('tell the sections of an open report and page their rows', async () => {
    const reports = services();
    const opened = await reports.openReport({ source: bytes(bigReport({ settings: 500 })) }, run);
    const links = opened.sections.find(({ kind }) => kind === 'links');
    assert.deepEqual([links?.rows, links?.level, links?.parent], [1, 1, -1]);
    const services500 = opened.sections.find(({ id }) => id === 'computer/Security/services');
    assert.equal(services500?.rows, 17);
    const { handle } = opened;
    const section = services500.index;
    const page = await reports.reportRows({ handle, section, from: 15, count: 50 }, run);
    assert.deepEqual(
      page.map(({ cells }) => cells[0]?.text),
      ['Service15', 'Service16'],
    );
    const computer = opened.sections.find(({ kind }) => kind === 'computer');
    assert.equal(computer?.allRows, 450 + 17 + 17);
  });

  it('tell the head of a large report before the rest', async () => {
    const heads: ReportHead[] = [];
    const source = bytes(bigReport({ settings: 1000 }));
    const opened = await services().openReport({ source }, { ...run, progress: (head) => heads.push(head) });
    assert.deepEqual(
      heads.map(({ title, domain, general }) => [title, domain, general.length > 5]),
      [[opened.title, 'example.com', true]],
    );
  });

  it('hear Cancel between any two settings, while a report is read, built and searched', async () => {
    const settings = 300;
    const content = bigReport({ settings });
    const reading = countSteps(readGpReportSteps(content));
    const total = await breathsOf(async (reports) => {
      await reports.openReport({ source: bytes(content) }, run);
    });
    assert.ok(total >= reading + settings, `${String(total)} pauses, ${String(reading)} of them to read`);
    for (const at of [1, reading, reading + 1, reading + Math.round(settings / 2), total]) {
      const source = new CancellationTokenSource();
      const reports = services(cancelAt(at, source));
      await assert.rejects(reports.openReport({ source: bytes(content) }, { ...run, token: source.token }), (error) =>
        isPolicyError(error, 'cancelled'),
      );
    }
    const withSearch = await breathsOf(async (reports) => {
      const { handle } = await reports.openReport({ source: bytes(content) }, run);
      await reports.searchReport({ handle, text: 'nowhere' }, run);
    });
    assert.ok(withSearch >= total + settings);
  });

  for (const format of ['html', 'markdown', 'json'] as const)
    it(`hear Cancel while a report is saved as ${format}`, async () => {
      const source = new CancellationTokenSource();
      let saving = false;
      const reports = services({
        breathe: (token) => {
          if (saving) source.cancel();
          return new Promise((resolve) => {
            throwIfCancelled(token);
            resolve();
          });
        },
      });
      const { handle } = await reports.openReport({ source: bytes(bigReport({ settings: 300 })) }, run);
      saving = true;
      await assert.rejects(reports.saveReport({ handle, format }, { ...run, token: source.token }), (error) =>
        isPolicyError(error, 'cancelled'),
      );
    });

  it('hear Cancel in extensions and files that have no rendering of their own', () => {
    const many = '<i><j>1</j></i>'.repeat(500);
    const extension = `<ExtensionData><Extension xmlns:z="urn:z" xsi:type="z:Z">${many}</Extension><Name>Z</Name></ExtensionData>`;
    const instance = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"';
    const settings = 'xmlns="http://www.microsoft.com/GroupPolicy/Settings"';
    for (const xml of [
      `<GPO ${settings} ${instance}><Computer>${extension}</Computer></GPO>`,
      `<GPO ${settings} ${instance}>${many}</GPO>`,
      `<Rsop ${instance}><ComputerResults>${extension}</ComputerResults></Rsop>`,
      `<Rsop ${instance}><UserResults><EventsDetails>${many}</EventsDetails></UserResults></Rsop>`,
      `<other>${many}</other>`,
    ]) {
      const { value, problems } = readGpReport(new TextEncoder().encode(xml));
      assert.ok(countSteps(buildReportSteps(value, problems, reportWords())) >= 500, xml.slice(0, 40));
    }
  });

  it('find text in cells, details and headings, in order and without regard to case', async () => {
    const reports = services();
    const { handle, sections } = await reports.openReport({ source: bytes(sampleReport()) }, run);
    const find = async (text: string): Promise<readonly string[]> =>
      (await reports.searchReport({ handle, text }, run)).map(
        ({ section, row }) => `${sections[section]?.heading ?? ''}:${String(row)}`,
      );
    assert.deepEqual(await find('AUTOPLAY BEGINS'), ['System/Logon:1']);
    assert.deepEqual(await find('proxyenable'), ['Proxy:0']);
    assert.deepEqual(await find('system/logon'), ['System/Logon:-1']);
    assert.deepEqual(await find('%windir%\\*'), ['Exe:0']);
    assert.deepEqual(await find('(.*'), []);
    assert.deepEqual(await find('  '), []);
  });

  it('copy a row and a section for a spreadsheet', async () => {
    const reports = services();
    const { handle, sections } = await reports.openReport({ source: bytes(sampleReport()) }, run);
    const section = sections.findIndex(({ id }) => id === 'links');
    assert.equal(await reports.copyReport({ handle, section, row: 0 }, run), 'Servers\tYes\tYes\texample.com/Servers');
    assert.deepEqual((await reports.copyReport({ handle, section }, run)).split('\n'), [
      'Links',
      'Location\tLink Enabled\tEnforced\tPath',
      'Servers\tYes\tYes\texample.com/Servers',
      'Old\tNo\tNo\texample.com/Old',
    ]);
  });

  it('save in every form, XML as it was read', async () => {
    const reports = services();
    const { handle } = await reports.openReport({ source: bytes(sampleReport()) }, run);
    const text = async (format: 'html' | 'markdown' | 'json'): Promise<string> =>
      new TextDecoder().decode(await reports.saveReport({ handle, format }, run));
    assert.match(await text('html'), /^<!DOCTYPE html>/);
    assert.match(await text('markdown'), /^# Baseline/);
    assert.match(await text('json'), /^\{\n {2}"format": "group-policy-report"/);
    assert.deepEqual(await reports.saveReport({ handle, format: 'xml' }, run), sampleReport());
  });

  it('say that a report is closed, and that a file is none', async () => {
    const reports = services();
    const { handle } = await reports.openReport({ source: bytes(sampleReport()) }, run);
    await reports.closeReport({ handle }, run);
    await assert.rejects(reports.reportRows({ handle, section: 0, from: 0, count: 1 }, run), (error) =>
      isPolicyError(error, 'report-closed'),
    );
    await assert.rejects(reports.openReport({ source: bytes(new Uint8Array([1, 2])) }, run), (error) =>
      isPolicyError(error, 'report-not-recognised'),
    );
  });

  it('render what a provider or a file gives', async () => {
    const source: ReportSource = { kind: 'file', path: '/backups/gpreport.xml' };
    assert.deepEqual(await services().reportXml({ source }, run), sampleReport());
    const html = new TextDecoder().decode(await services().renderReport({ source, format: 'html' }, run));
    assert.ok(html.includes('Turn off AutoPlay'));
  });
});
