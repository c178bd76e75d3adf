import assert from 'node:assert/strict';
import { CancellationTokenSource, neverCancelled } from '../../../src/core/kernel/cancellation';
import { isPolicyError } from '../../../src/core/kernel/errors';
import { parseBackupId, parseGpoId, type BackupId, type GpoId } from '../../../src/core/model/ids';
import type { OperationStatus } from '../../../src/core/model/operationStatus';
import type { DomainProvider, Capability } from '../../../src/core/ports/domainProvider';
import type { BackupRef, GpoOperations } from '../../../src/core/ports/gpoOperations';
import type { RunContext } from '../../../src/core/ports/runContext';
import { readBackupContents } from '../../../src/storage/backupSet/backupContents';
import { BackupSet, type BackupSetPorts } from '../../../src/storage/backupSet/backupSet';

/** A domain that a provider reaches, made for one test. */
export interface ContractDomain {
  readonly provider: DomainProvider;
  /** Where its backups lie. */
  readonly ports: BackupSetPorts;
  /** An empty folder. */
  readonly folder: string;
  /** A GPO with settings on both sides or in several extensions, a link and a WMI filter or its own ACL. */
  readonly gpo: GpoId;
  /** Another one with other settings. */
  readonly other: GpoId;
  /** A backup set with one backup of `gpo`'s like in a domain of another name. */
  foreignBackup(): Promise<BackupRef>;
  /** The same domain through a provider whose n-th step, from 1, fails, whatever a step is to it: a call to a server or to files. */
  failing(step: number): Promise<{ readonly provider: DomainProvider; readonly hasFailed: () => boolean }>;
  dispose(): Promise<void>;
}

/** Makes domains of one provider. */
export interface ProviderHarness {
  readonly name: string;
  make(): Promise<ContractDomain>;
}

const quietly = { token: neverCancelled, progress: (): void => undefined };

/** What every provider must do: lists, every operation, Cancel at every step, every failure, and the state read again. */
export function describeProviderContract(harness: ProviderHarness): void {
  describe(`the provider contract: ${harness.name}`, () => {
    let domain: ContractDomain;
    beforeEach(async () => {
      domain = await harness.make();
    });
    afterEach(async () => {
      await domain.dispose();
    });

    it('lists what is in the domain, in batches that make up the whole', async () => {
      const { reader, address } = domain.provider;
      const info = await reader.info();
      assert.equal(info.address, address);
      assert.match(info.dnsName, /^[^.]+\.[^.]+/);
      const batches: unknown[] = [];
      const gpos = await reader.gpos({ token: neverCancelled, progress: (batch) => batches.push(...batch) });
      assert.deepEqual(batches, gpos);
      assert.equal(new Set(gpos.map(({ id }) => id)).size, gpos.length);
      assert.ok(gpos.some(({ id }) => id === domain.gpo) && gpos.some(({ id }) => id === domain.other));
      const soms = await reader.soms(quietly);
      assert.equal(soms.filter(({ kind }) => kind === 'domain').length, 1);
      for (const som of soms)
        if (som.parent !== undefined)
          assert.ok(
            soms.some(({ path }) => path === som.parent),
            som.path,
          );
      const filters = await reader.wmiFilters();
      for (const { wmiFilter } of gpos)
        if (wmiFilter !== undefined) assert.ok(filters.some(({ id }) => id === wmiFilter));
      await reader.starterGpos();
    });

    it('says the same of a GPO alone as in the list', async () => {
      const { reader } = domain.provider;
      const soms = await reader.soms(quietly);
      for (const summary of await reader.gpos(quietly)) {
        const details = await reader.gpo(summary.id);
        // A list need not open the file in which the description is.
        for (const [key, value] of Object.entries(summary))
          if (key !== 'description') assert.deepEqual(details[key as keyof typeof details], value);
        assert.equal(details.links.length, summary.linkCount);
        for (const { somPath, order } of details.links)
          assert.equal(soms.find(({ path }) => path === somPath)?.links[order - 1]?.gpo, summary.id);
      }
      const missing = parseGpoId('{0BADBAD0-0000-4000-8000-000000000000}');
      assert.ok(missing !== undefined);
      await assert.rejects(reader.gpo(missing), (error) => isPolicyError(error, 'gpo-not-found'));
    });

    it('does not list for somebody who has cancelled', async () => {
      const source = new CancellationTokenSource();
      source.cancel();
      const run = { token: source.token, progress: (): void => undefined };
      await assert.rejects(domain.provider.reader.gpos(run), (error) => isPolicyError(error, 'cancelled'));
    });

    it('backs up what another process reads whole, and changes nothing', async () => {
      const before = await stateOf(domain.provider);
      const statuses: OperationStatus[] = [];
      const backup = await backUp(domain, domain.gpo, { token: neverCancelled, progress: (s) => statuses.push(s) });
      assertStatuses(statuses);
      const set = new BackupSet(domain.ports, domain.folder);
      const [listed, ...others] = await set.list(neverCancelled);
      assert.deepEqual(others, []);
      const { name } = await domain.provider.reader.gpo(domain.gpo);
      assert.deepEqual(
        [listed?.gpo, listed?.gpoName, listed?.problem, listed?.hasReport, listed?.inManifest, listed?.comment],
        [domain.gpo, name, undefined, true, true, 'why'],
      );
      assert.deepEqual(contentsOf(domain, backup).missing, []);
      assert.equal(await stateOf(domain.provider), before);
    });

    it('restores settings, name, status and ACL, and raises the versions', async () => {
      const { provider } = domain;
      const before = await provider.reader.gpo(domain.gpo);
      const backup = await backUp(domain, domain.gpo);
      const otherBackup = await backUp(domain, domain.other);
      const writer = port(provider.gpoWriter);
      await port(provider.operations).importSettings(domain.gpo, otherBackup, undefined, quietly);
      await writer.rename(domain.gpo, 'Another name');
      await writer.setStatus(domain.gpo, before.status === 'all-disabled' ? 'all-enabled' : 'all-disabled');
      await writer.setSecurity(domain.gpo, (await provider.reader.gpo(domain.other)).sddl);
      const changed = await provider.reader.gpo(domain.gpo);
      const statuses: OperationStatus[] = [];
      await port(provider.operations).restore(backup, { token: neverCancelled, progress: (s) => statuses.push(s) });
      assertStatuses(statuses);
      const after = await provider.reader.gpo(domain.gpo);
      assert.deepEqual([after.name, after.status, after.wmiFilter], [before.name, before.status, before.wmiFilter]);
      assert.deepEqual(after.permissions, before.permissions);
      assert.deepEqual(after.links, before.links);
      assertRaised(after, changed);
      assertSameSettings(domain, await backUp(domain, domain.gpo), backup);
    });

    it('makes a deleted GPO again, with its GUID', async () => {
      const { provider } = domain;
      const before = await provider.reader.gpo(domain.gpo);
      const backup = await backUp(domain, domain.gpo);
      await port(provider.gpoWriter).delete(domain.gpo);
      await assert.rejects(provider.reader.gpo(domain.gpo), (error) => isPolicyError(error, 'gpo-not-found'));
      await port(provider.operations).restore(backup, quietly);
      const after = await provider.reader.gpo(domain.gpo);
      assert.deepEqual([after.id, after.name, after.status], [before.id, before.name, before.status]);
      assert.deepEqual(after.permissions, before.permissions);
      assertSameSettings(domain, await backUp(domain, domain.gpo), backup);
    });

    it('refuses to restore a backup of another domain, and imports it', async () => {
      const { provider } = domain;
      const foreign = await domain.foreignBackup();
      const before = await stateOf(provider);
      await assert.rejects(port(provider.operations).restore(foreign, quietly), (error) =>
        isPolicyError(error, 'backup-foreign-domain'),
      );
      assert.equal(await stateOf(provider), before);
      await port(provider.operations).importSettings(domain.other, foreign, undefined, quietly);
      assertSameSettings(domain, await backUp(domain, domain.other), foreign);
    });

    it('imports settings and leaves name, status, ACL, WMI filter and links', async () => {
      const { provider } = domain;
      const backup = await backUp(domain, domain.other);
      const before = await provider.reader.gpo(domain.gpo);
      await port(provider.operations).importSettings(domain.gpo, backup, undefined, quietly);
      const after = await provider.reader.gpo(domain.gpo);
      for (const key of ['name', 'status', 'wmiFilter', 'sddl', 'permissions', 'links', 'created'] as const)
        assert.deepEqual(after[key], before[key], key);
      assertRaised(after, before);
      assertSameSettings(domain, await backUp(domain, domain.gpo), backup);
    });

    it('copies settings to a new GPO without links, and refuses a taken name', async () => {
      const { provider } = domain;
      const { reader, address } = provider;
      const target = { domain: address, name: 'A copy', copyAcl: true, mapping: undefined };
      const copy = await port(provider.operations).copy(domain.gpo, target, quietly);
      const [source, made] = [await reader.gpo(domain.gpo), await reader.gpo(copy)];
      assert.notEqual(made.id, source.id);
      assert.deepEqual([made.name, made.linkCount, made.wmiFilter], ['A copy', 0, source.wmiFilter]);
      assert.deepEqual(made.permissions, source.permissions);
      assertSameSettings(domain, await backUp(domain, copy), await backUp(domain, domain.gpo));
      await assert.rejects(
        port(provider.operations).copy(domain.gpo, { ...target, name: 'a COPY' }, quietly),
        (error) => isPolicyError(error, 'gpo-name-taken'),
      );
    });

    it('reports on a GPO and on a backup in GPMC\u2019s schema', async () => {
      const operations = port(domain.provider.operations);
      const statuses: OperationStatus[] = [];
      const report = await operations.report(domain.gpo, { token: neverCancelled, progress: (s) => statuses.push(s) });
      assertStatuses(statuses);
      assert.deepEqual([...report.subarray(0, 2)], [0xff, 0xfe]);
      const text = new TextDecoder('utf-16le').decode(report);
      assert.match(text, /<GPO [^>]*xmlns="http:\/\/www\.microsoft\.com\/GroupPolicy\/Settings"/);
      assert.ok(text.toUpperCase().includes(domain.gpo));
      const backup = await backUp(domain, domain.gpo);
      const ofBackup = new TextDecoder('utf-16le').decode(await operations.reportBackup(backup, quietly));
      const withoutTime = (xml: string): string => xml.replace(/<ReadTime>.*?<\/ReadTime>/, '');
      assert.equal(withoutTime(ofBackup), withoutTime(text));
    });

    it('refuses a backup that is not there', async () => {
      const id = parseBackupId('{0BADBAD0-0000-4000-8000-000000000000}');
      assert.ok(id !== undefined);
      const operations = port(domain.provider.operations);
      for (const work of [
        operations.restore({ folder: domain.folder, id }, quietly),
        operations.importSettings(domain.gpo, { folder: domain.folder, id }, undefined, quietly),
      ])
        await assert.rejects(work, (error) => isPolicyError(error, 'backup-not-found'));
    });

    for (const operation of operationNames) {
      it(`${operation}: Cancel at every Status stops it and leaves the domain as it was`, async () => {
        const backup = await backUp(domain, domain.other);
        const before = await stateOf(domain.provider);
        for (let stop = 0; ; stop += 1) {
          const source = new CancellationTokenSource();
          if (stop === 0) source.cancel();
          let heard = 0;
          const end = { reached: false };
          const progress = ({ numerator, denominator }: OperationStatus): void => {
            heard += 1;
            if (heard !== stop) return;
            end.reached = numerator === denominator;
            source.cancel();
          };
          const work = start(operation, domain, port(domain.provider.operations), backup, {
            token: source.token,
            progress,
          });
          if (end.reached || (stop > 0 && (await isFulfilled(work)))) break;
          await assert.rejects(work, (error) => isPolicyError(error, 'cancelled'), `status ${String(stop)}`);
          assert.equal(await stateOf(domain.provider), before, `cancelled at status ${String(stop)}`);
          assert.deepEqual(await listedIds(domain), [backup.id], 'nothing half-written is listed');
        }
      });

      it(`${operation}: a failure at any step is told and leaves the domain as it was`, async function () {
        this.timeout(60_000);
        const backup = await backUp(domain, domain.other);
        const before = await stateOf(domain.provider);
        let failures = 0;
        // Only what comes after the change was made may fail without a word: it is tidied up later.
        for (let step = 1; ; step += 1) {
          const { provider, hasFailed } = await domain.failing(step);
          const work = start(operation, domain, port(provider.operations), backup, quietly);
          const error: unknown = await work.then(
            () => undefined,
            (reason: unknown) => reason,
          );
          if (!hasFailed()) break;
          failures += 1;
          if (error === undefined) break;
          assert.ok(isPolicyError(error), 'it has a code');
          assert.equal(await stateOf(domain.provider), before, `failed at step ${String(step)}`);
        }
        assert.ok(failures > 0);
      });
    }
  });
}

const operationNames = ['backup', 'restore', 'import', 'copy', 'report'] as const;

async function start(
  operation: (typeof operationNames)[number],
  domain: ContractDomain,
  operations: GpoOperations,
  backup: BackupRef,
  run: RunContext<OperationStatus>,
): Promise<unknown> {
  switch (operation) {
    case 'backup': {
      const set = new BackupSet(domain.ports, domain.folder);
      const id = freshId(domain);
      try {
        await operations.backup(domain.gpo, { into: set.stage(id), id, comment: '', time }, run);
      } finally {
        set.unstage(id);
      }
      return undefined;
    }
    case 'restore':
      return operations.restore(backup, run);
    case 'import':
      return operations.importSettings(domain.gpo, backup, undefined, run);
    case 'copy': {
      const target = { domain: domain.provider.address, name: 'A copy', copyAcl: false, mapping: undefined };
      return operations.copy(domain.gpo, target, run);
    }
    case 'report':
      return operations.report(domain.gpo, run);
  }
}

const time = '2026-06-01T12:00:00Z';

async function backUp(
  domain: ContractDomain,
  gpo: GpoId,
  run: RunContext<OperationStatus> = quietly,
): Promise<BackupRef> {
  const set = new BackupSet(domain.ports, domain.folder);
  const id = freshId(domain);
  const target = { into: set.stage(id), id, comment: 'why', time };
  await port(domain.provider.operations).backup(gpo, target, run);
  set.publish(id);
  set.updateManifest();
  return { folder: domain.folder, id };
}

function freshId({ ports }: ContractDomain): BackupId {
  const id = parseBackupId(ports.guids.next());
  assert.ok(id !== undefined);
  return id;
}

function port<T>(capability: Capability<T>): T {
  if (!capability.available) throw new Error(capability.reason);
  return capability.port;
}

/** Everything that can be read of the domain: GPOs with their fingerprints, and where they are linked. */
async function stateOf({ reader }: DomainProvider): Promise<string> {
  const gpos = await reader.gpos(quietly);
  const prints = await Promise.all(gpos.map(async ({ id }) => `${id} ${await reader.fingerprint(id)}`));
  return JSON.stringify([prints.sort(), await reader.soms(quietly)]);
}

async function listedIds(domain: ContractDomain): Promise<readonly string[]> {
  return (await new BackupSet(domain.ports, domain.folder).list(neverCancelled)).map(({ id }) => id);
}

function contentsOf(domain: ContractDomain, { folder, id }: BackupRef): ReturnType<typeof readBackupContents> {
  return readBackupContents(domain.ports.files, new BackupSet(domain.ports, folder).backupFolder(id));
}

/** Files byte for byte, extension lists and objects. */
function assertSameSettings(domain: ContractDomain, found: BackupRef, expected: BackupRef): void {
  const settings = (backup: BackupRef): unknown => {
    const { document, contents } = contentsOf(domain, backup);
    const files = contents.flatMap(({ path, source }): readonly (readonly [string, string])[] =>
      source === undefined || domain.ports.files.stat(source)?.kind !== 'file'
        ? []
        : [[path, Buffer.from(domain.ports.files.readFile(source)).toString('hex')]],
    );
    const objects = JSON.stringify(
      document.extensions.flatMap((extension) => extension.objects).filter(({ kind }) => kind === 'directory'),
      (key, value: unknown) => (key === 'sourceExpandedPath' ? undefined : value),
    );
    const { machineExtensions, userExtensions } = document.core;
    return [files.sort(([a], [b]) => (a < b ? -1 : 1)), machineExtensions, userExtensions, objects];
  };
  assert.deepEqual(settings(found), settings(expected));
}

type Versions = Pick<Awaited<ReturnType<DomainProvider['reader']['gpo']>>, 'computer' | 'user'>;

/** Each side that had or has settings is above what it was, and equal in AD and SYSVOL. */
function assertRaised(after: Versions, before: Versions): void {
  for (const side of ['computer', 'user'] as const) {
    assert.equal(after[side].sysvol, after[side].ad, side);
    const last = Math.max(before[side].ad, before[side].sysvol ?? 0);
    if (last > 0) assert.ok(after[side].ad > last, side);
  }
}

/** Progress never falls, and ends where numerator equals denominator. */
function assertStatuses(statuses: readonly OperationStatus[]): void {
  assert.ok(statuses.length > 0);
  let last = 0;
  for (const { numerator, denominator } of statuses) {
    assert.ok(denominator > 0 && numerator >= 0 && numerator <= denominator);
    assert.ok(numerator / denominator >= last);
    last = numerator / denominator;
  }
  assert.equal(last, 1);
}

async function isFulfilled(work: Promise<unknown>): Promise<boolean> {
  return work.then(
    () => true,
    () => false,
  );
}
