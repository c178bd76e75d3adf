import assert from 'node:assert/strict';
import { readManifest } from '../../../../src/core/formats/manifest/manifest';
import { CancellationTokenSource } from '../../../../src/core/kernel/cancellation';
import type { OperationProgress } from '../../../../src/core/model/operation';
import { listTree } from '../../../../src/storage/tree';
import { FaultyFileStore } from '../../../fakes/faultyFileStore';
import { quietly, SampleServices } from '../changes/sampleServices';

describe('backing up', () => {
  let sample: SampleServices;
  let folder: string;

  beforeEach(async () => {
    sample = await SampleServices.make();
    folder = sample.path('backups');
  });

  const manifest = () =>
    readManifest(sample.files.readFile(sample.files.join(folder, 'manifest.xml'))).value.map(({ id }) => id);

  it('takes every GPO, lists it in the manifest, and says where it is', async () => {
    const gpos = await sample.services.listGpos({ address: sample.address }, quietly);
    const summary = await sample.backUp('all', 'weekly');
    assert.deepEqual([summary.state, summary.backupSet, summary.undoId], ['done', folder, undefined]);
    const backups = await sample.services.listBackups({ folder }, quietly);
    assert.deepEqual(new Set(backups.map(({ gpo }) => gpo)), new Set(gpos.map(({ id }) => id)));
    assert.ok(backups.every(({ comment, inManifest, hasReport, problem }) => comment === 'weekly' && inManifest && hasReport && problem === undefined)); // prettier-ignore
    assert.deepEqual(new Set(manifest()), new Set(backups.map(({ id }) => id)));
    assert.deepEqual(new Set(summary.items.map(({ after }) => after.backup)), new Set(manifest()));
    assert.deepEqual(
      backups.map(({ time }) => time),
      backups.map(({ time }) => time).sort((a, b) => (a < b ? 1 : -1)),
    );
  });

  it('has what it made on the disk when it is done', async () => {
    const synced = new Set<string>();
    const services = sample.anotherProcess(
      new Proxy(sample.files, {
        get: (files, name) => {
          if (name === 'open')
            return (path: string, mode: 'read' | 'write') => ({
              ...files.open(path, mode),
              sync: () => void synced.add(path),
            });
          const value: unknown = Reflect.get(files, name);
          return typeof value === 'function' ? (value.bind(files) as unknown) : value;
        },
      }),
    );
    await services.backUp({ address: sample.address, gpos: 'all', folder, comment: '' }, quietly);
    const written = listTree(sample.files, folder).flatMap(({ kind, source }) => (kind === 'file' ? [source] : []));
    assert.ok(written.length > 60);
    assert.deepEqual(
      written.filter((path) => !synced.has(path) && !path.endsWith('manifest.xml')),
      [],
    );
  });

  it('goes on after a failure, of which nothing is left', async () => {
    let failed = 0;
    const files = new FaultyFileStore(sample.files, {
      fails: (call, path) => call === 'writeFile' && path.endsWith('gpreport.xml') && (failed += 1) === 2,
    });
    const gpos = [(await sample.gpo('Kiosk')).id, (await sample.gpo('Users - Desktop')).id];
    const services = sample.anotherProcess(files);
    const summary = await services.backUp({ address: sample.address, gpos, folder, comment: '' }, quietly);
    assert.deepEqual(
      summary.items.map(({ state }) => state),
      ['done', 'failed'],
    );
    assert.equal(summary.state, 'partly-failed');
    assert.equal(manifest().length, 1);
    assert.ok(sample.files.list(folder).every(({ name }) => name !== '.staging'));
  });

  it('names a GPO that is not there and backs up the others', async () => {
    const gone = (await sample.gpo('Kiosk')).id;
    const other = (await sample.gpo('Users - Desktop')).id;
    await sample.apply({ kind: 'delete', domain: sample.address, gpos: [gone], removeLinks: true });
    const summary = await sample.backUp([gone, other]);
    assert.deepEqual(
      summary.items.map(({ state, error }) => [state, error?.code]),
      [
        ['failed', 'gpo-not-found'],
        ['done', undefined],
      ],
    );
  });

  it('stops at Cancel with whole backups only', async () => {
    const source = new CancellationTokenSource();
    const reports: OperationProgress[] = [];
    const summary = await sample.services.backUp(
      { address: sample.address, gpos: 'all', folder, comment: '' },
      {
        token: source.token,
        progress: (report) => {
          reports.push(report);
          if (report.finished === 3 && report.status?.numerator === 1) source.cancel();
        },
      },
    );
    const states = summary.items.map(({ state }) => state);
    assert.deepEqual(states.slice(0, 4), ['done', 'done', 'done', 'cancelled']);
    assert.ok(states.length > 5 && states.slice(4).every((state) => state === 'not-started'));
    const backups = await sample.services.listBackups({ folder }, quietly);
    assert.equal(backups.length, 3);
    assert.equal(manifest().length, 3);
    assert.ok(reports.at(-1)?.cancelling);
  });

  it('into a folder that cannot be written fails with its name', async () => {
    const files = new FaultyFileStore(sample.files, { readOnly: [folder] });
    const services = sample.anotherProcess(files);
    await assert.rejects(
      services.backUp({ address: sample.address, gpos: 'all', folder, comment: '' }, quietly),
      /file-read-only.*backups/,
    );
  });
});

describe('deleting backups', () => {
  it('takes them out of list and manifest', async () => {
    const sample = await SampleServices.make();
    const folder = sample.path('backups');
    await sample.backUp('all');
    const [first, second, ...others] = await sample.services.listBackups({ folder }, quietly);
    assert.ok(first && second);
    const summary = await sample.apply({ kind: 'delete-backup', backups: [first, second] });
    assert.equal(summary.state, 'done');
    const left = await sample.services.listBackups({ folder }, quietly);
    assert.deepEqual(
      left.map(({ id }) => id),
      others.map(({ id }) => id),
    );
    assert.ok(left.every(({ inManifest }) => inManifest));
  });

  it('deletes a damaged one too', async () => {
    const sample = await SampleServices.make();
    const folder = sample.path('backups');
    await sample.backUp([(await sample.gpo('Kiosk')).id]);
    const [backup] = await sample.services.listBackups({ folder }, quietly);
    assert.ok(backup);
    sample.files.removeFile(sample.files.join(folder, backup.id, 'Backup.xml'));
    await sample.apply({ kind: 'delete-backup', backups: [backup] });
    assert.deepEqual(await sample.services.listBackups({ folder }, quietly), []);
  });
});

describe('a report', () => {
  it('comes from the GPO, from a backup and from a file, with the same settings', async () => {
    const sample = await SampleServices.make();
    const folder = sample.path('backups');
    const { id: gpo } = await sample.gpo('Users - Desktop');
    await sample.backUp([gpo]);
    const [backup] = await sample.services.listBackups({ folder }, quietly);
    assert.ok(backup);
    const reports: OperationProgress[] = [];
    const ofGpo = await sample.services.reportXml(
      { source: { kind: 'gpo', address: sample.address, gpo } },
      { ...quietly, progress: (report) => reports.push(report) },
    );
    const ofBackup = await sample.services.reportXml({ source: { kind: 'backup', backup } }, quietly);
    const path = sample.files.join(folder, backup.id, 'gpreport.xml');
    const ofFile = await sample.services.reportXml({ source: { kind: 'file', path } }, quietly);
    assert.deepEqual(ofFile, ofBackup);
    const text = (bytes: Uint8Array) =>
      new TextDecoder('utf-16le').decode(bytes).replace(/<ReadTime>.*?<\/ReadTime>/, '');
    assert.equal(text(ofGpo), text(ofBackup));
    assert.equal(reports.at(-1)?.fraction, 1);
  });
});
