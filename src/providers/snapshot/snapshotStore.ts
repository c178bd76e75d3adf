import { neverCancelled, throwIfCancelled, type CancellationToken } from '../../core/kernel/cancellation';
import type { Disposable } from '../../core/kernel/disposable';
import { isPolicyError, PolicyError } from '../../core/kernel/errors';
import { inTurns } from '../../core/kernel/steps';
import { parseGpoId, snapshotAddress, type DomainAddress, type GpoId } from '../../core/model/ids';
import type { InterruptedWork } from '../../core/ports/domainProvider';
import type { HostPorts } from '../../core/ports/hostPorts';
import { readGptIni, readGptIniVersions, type GptIni } from '../../core/formats/gptIni/gptIni';
import { replaceFile } from '../../storage/atomicFile';
import { takeLock } from '../../storage/fileLock';
import { KnownHashes } from '../../storage/hashFile';
import { listTree, syncTreeInSteps } from '../../storage/tree';
import { SnapshotLayout } from './layout';
import {
  objectBytes,
  readDomainObject,
  readGpoObject,
  readPrincipals,
  readSomObject,
  readStarterObject,
  readWmiObject,
  type DomainObject,
  type GpoObject,
  type PrincipalObject,
  type SomObject,
  type StarterObject,
  type WmiObject,
} from './schema';
import { draftEnding, recover, Transaction } from './transaction';

/** What a gpt.ini says of the versions. */
export type SysvolVersions = Pick<GptIni, 'computer' | 'user'>;

/** The objects of a domain in a folder, and the one way to change them. */
export class SnapshotStore {
  readonly layout: SnapshotLayout;
  readonly address: DomainAddress;
  readonly #hashes: KnownHashes;
  #revision = 0;

  constructor(
    readonly ports: HostPorts,
    readonly root: string,
  ) {
    this.layout = new SnapshotLayout(ports.files, root);
    this.#hashes = new KnownHashes(ports);
    this.address = snapshotAddress(root);
  }

  /** Another number after every change through this store. */
  get revision(): number {
    return this.#revision;
  }

  /** @throws domain-not-found, snapshot-invalid, snapshot-too-new */
  domain(): DomainObject {
    try {
      return readDomainObject(this.ports.files.readFile(this.layout.domainFile), this.layout.domainFile);
    } catch (error) {
      if (isPolicyError(error, 'file-not-found')) throw new PolicyError('domain-not-found', { address: this.root });
      throw error;
    }
  }

  /** Completes or rolls back what dead processes left. A living one holds the lock; its work is left alone. */
  recover(): readonly InterruptedWork[] {
    const { files } = this.ports;
    if (files.stat(this.layout.work) === undefined || files.list(this.layout.work).length === 0) return [];
    try {
      const lock = this.lock();
      try {
        return lock.interrupted;
      } finally {
        lock.dispose();
      }
    } catch (error) {
      if (isPolicyError(error, 'domain-locked') || isPolicyError(error, 'file-read-only')) return [];
      throw error;
    }
  }

  /** Takes the domain's lock, after which what others left is in order. @throws domain-locked */
  lock(): Disposable & { readonly interrupted: readonly InterruptedWork[] } {
    const { files, identity, clock } = this.ports;
    const lock = takeLock(files, this.layout.lock, this.root, identity, clock);
    try {
      const interrupted = recover(files, this.layout);
      return {
        interrupted,
        dispose: () => {
          lock.dispose();
        },
      };
    } catch (error) {
      lock.dispose();
      throw error;
    }
  }

  /** Runs `work` under the lock with a transaction, which is abandoned unless it was committed. */
  async change<T>(work: (transaction: Transaction) => Promise<T> | T): Promise<T> {
    const lock = this.lock();
    try {
      const transaction = new Transaction(this.ports.files, this.layout, this.ports.guids.next());
      try {
        return await work(transaction);
      } finally {
        this.#revision += 1;
        transaction.abandon();
      }
    } finally {
      lock.dispose();
    }
  }

  gpoIds(): readonly GpoId[] {
    return this.#names(this.layout.gpoObjects).flatMap((name) => parseGpoId(name.replace(/\.json$/, '')) ?? []);
  }

  /** @throws gpo-not-found, snapshot-invalid */
  gpo(id: GpoId): GpoObject {
    const object = this.findGpo(id);
    if (object === undefined) throw new PolicyError('gpo-not-found', { gpo: id, domain: this.root });
    return object;
  }

  /** Undefined when there is none. @throws snapshot-invalid */
  findGpo(id: GpoId): GpoObject | undefined {
    const path = this.layout.gpoObject(id);
    try {
      return readGpoObject(this.ports.files.readFile(path), path);
    } catch (error) {
      if (isPolicyError(error, 'file-not-found')) return undefined;
      throw error;
    }
  }

  hasGpo(id: GpoId): boolean {
    return this.ports.files.stat(this.layout.gpoObject(id)) !== undefined;
  }

  /** The GPO's gpt.ini in SYSVOL; undefined when there is none. */
  gptIni(id: GpoId): GptIni | undefined {
    const bytes = this.#gptIniBytes(id);
    return bytes === undefined ? undefined : readGptIni(bytes).value;
  }

  /** The versions in the GPO's gpt.ini; undefined when there is none. */
  sysvolVersions(id: GpoId): SysvolVersions | undefined {
    const bytes = this.#gptIniBytes(id);
    return bytes === undefined ? undefined : readGptIniVersions(bytes);
  }

  /** The versions in the gpt.ini at that path. */
  versionsIn(gptIni: string): SysvolVersions {
    return readGptIniVersions(this.ports.files.readFile(gptIni));
  }

  soms(): readonly (SomObject & { readonly file: string })[] {
    return this.#objects(this.layout.soms, (bytes, file) => ({ ...readSomObject(bytes, file), file }));
  }

  writeSom(file: string, som: SomObject): void {
    const { distinguishedName, kind, name, gPLink, gPOptions } = som;
    this.#write(file, { distinguishedName, kind, name, gPLink, gPOptions });
  }

  wmiFilters(): readonly WmiObject[] {
    return this.#objects(this.layout.wmiFilters, readWmiObject);
  }

  starters(): readonly StarterObject[] {
    return this.#objects(this.layout.starters, readStarterObject);
  }

  principals(): readonly PrincipalObject[] {
    try {
      return readPrincipals(this.ports.files.readFile(this.layout.principals), this.layout.principals);
    } catch (error) {
      if (isPolicyError(error, 'file-not-found')) return [];
      throw error;
    }
  }

  /**
   * A hash over the GPO's object and every file in its SYSVOL folder. Without a token large files that look as they did when
   * they were last read are not read again. @throws cancelled, file-not-found
   */
  async fingerprint(id: GpoId, token?: CancellationToken): Promise<string> {
    const { files, hasher, pacer } = this.ports;
    const parts = [hasher.sha256(files.readFile(this.layout.gpoObject(id)))];
    const folder = this.layout.sysvol(id);
    if (files.stat(folder) !== undefined)
      for (const { path, kind, source } of listTree(files, folder)) {
        await pacer.breathe(token ?? neverCancelled);
        const steps = this.#hashes.steps(source, token === undefined);
        parts.push(path, kind === 'file' ? await inTurns(steps, pacer, token ?? neverCancelled) : '');
      }
    return hasher.sha256(new TextEncoder().encode(parts.join('\n')));
  }

  /**
   * Makes what is staged for a GPO ready to be committed: on the disk, and hashed where it is large. Both take long, and are
   * done while Cancel is still heard. @throws cancelled
   */
  async settleStaged(id: GpoId, staging: string, token: CancellationToken): Promise<void> {
    const { files, pacer } = this.ports;
    await syncTreeInSteps(files, staging, pacer, token);
    const sysvol = this.layout.sysvol(id);
    for (const { path, kind, source } of listTree(files, staging))
      if (kind === 'file')
        await inTurns(this.#hashes.ahead(source, files.join(sysvol, ...path.split('/'))), pacer, token);
    throwIfCancelled(token);
  }

  now(): string {
    return new Date(this.ports.clock.now()).toISOString().replace(/\.\d+Z$/, 'Z');
  }

  /** Its name's case varies (gpo-file-formats.md 2.1). */
  #gptIniBytes(id: GpoId): Uint8Array | undefined {
    const { files } = this.ports;
    const folder = this.layout.sysvol(id);
    for (const name of ['GPT.INI', 'gpt.ini']) {
      try {
        return files.readFile(files.join(folder, name));
      } catch (error) {
        if (!isPolicyError(error, 'file-not-found')) throw error;
      }
    }
    return undefined;
  }

  #write(file: string, value: unknown): void {
    const { files, guids } = this.ports;
    replaceFile(files, file, objectBytes(value), files.join(this.layout.work, `${guids.next()}${draftEnding}`));
  }

  #objects<T>(folder: string, read: (bytes: Uint8Array, path: string) => T): readonly T[] {
    const { files } = this.ports;
    return this.#names(folder).map((name) => {
      const path = files.join(folder, name);
      return read(files.readFile(path), path);
    });
  }

  #names(folder: string): readonly string[] {
    try {
      return this.ports.files
        .list(folder)
        .filter(({ name, kind }) => kind === 'file' && name.endsWith('.json'))
        .map(({ name }) => name)
        .sort();
    } catch (error) {
      if (isPolicyError(error, 'file-not-found')) return [];
      throw error;
    }
  }
}
