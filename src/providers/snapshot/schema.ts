import { PolicyError, type SnapshotValue } from '../../core/kernel/errors';
import { backupAttributeTypes, type BackupDirectoryObject } from '../../core/formats/backupXml/backupDocument';

/** The version of the snapshot's layout that this product writes; newer ones are refused. */
export const snapshotVersion = 1;

/** snapshot.json: whose domain it is. */
export interface DomainObject {
  readonly version: number;
  readonly dnsName: string;
  readonly netbiosName: string;
  readonly sid: string;
  readonly guid: string;
  readonly pdc: string;
}

/** A groupPolicyContainer: AD's attributes of a GPO. */
export interface GpoObject {
  readonly displayName: string;
  /** The two halves of `versionNumber`. */
  readonly version: { readonly computer: number; readonly user: number };
  /** 0 all enabled, 1 user off, 2 computer off, 3 all off. */
  readonly flags: number;
  readonly gPCMachineExtensionNames: string;
  readonly gPCUserExtensionNames: string;
  readonly gPCFileSysPath: string;
  readonly gPCWQLFilter: string;
  /** SDDL. */
  readonly nTSecurityDescriptor: string;
  /** The SDDL from which the permissions of its SYSVOL folder were made; the same as AD's when they are consistent. */
  readonly sysvolSecurityDescriptor: string;
  /** ISO 8601, UTC. */
  readonly whenCreated: string;
  readonly whenChanged: string;
  /** Objects below it: the class store of software installation and the like. */
  readonly childObjects: readonly BackupDirectoryObject[];
}

/** A domain, OU or site. */
export interface SomObject {
  readonly distinguishedName: string;
  readonly kind: 'domain' | 'ou' | 'site';
  readonly name: string;
  readonly gPLink: string;
  readonly gPOptions: number;
}

/** An msWMI-Som. */
export interface WmiObject {
  readonly id: string;
  readonly name: string;
  /** msWMI-Parm1: description. */
  readonly parm1: string;
  /** msWMI-Parm2: queries. */
  readonly parm2: string;
  readonly author: string;
}

/** A starter GPO. */
export interface StarterObject {
  readonly id: string;
  readonly name: string;
  readonly description: string;
}

/** A principal that descriptors and settings name. */
export interface PrincipalObject {
  readonly sid: string;
  readonly samAccountName: string;
  /** The vocabulary of migration tables: User, Computer, LocalGroup, GlobalGroup, UniversalGroup, Unknown. */
  readonly type: string;
  readonly netbiosDomainName: string;
  readonly dnsDomainName: string;
  readonly upn: string;
}

const decoder = new TextDecoder();
const encoder = new TextEncoder();

/** Reads JSON and checks it; every failure names the file. @throws snapshot-invalid */
export function parseObject<T>(bytes: Uint8Array, path: string, check: (reader: ObjectReader) => T): T {
  let value: unknown;
  try {
    value = JSON.parse(decoder.decode(bytes));
  } catch {
    throw new PolicyError('snapshot-invalid', { path, field: '', wanted: 'json' });
  }
  return check(new ObjectReader(value, path, ''));
}

/** JSON with a stable order and a line end, so that it diffs well. */
export function objectBytes(value: unknown): Uint8Array {
  return encoder.encode(`${JSON.stringify(value, undefined, 2)}\n`);
}

/** Takes typed attributes out of JSON. */
export class ObjectReader {
  readonly #fields: Readonly<Record<string, unknown>>;

  constructor(
    value: unknown,
    private readonly path: string,
    private readonly place: string,
  ) {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) this.#fail('', 'object');
    this.#fields = value as Record<string, unknown>;
  }

  text(name: string, fallback?: string): string {
    const value = this.#fields[name] ?? fallback;
    return typeof value === 'string' ? value : this.#fail(name, 'text');
  }

  optionalText(name: string): string | undefined {
    return this.#fields[name] === undefined ? undefined : this.text(name);
  }

  number(name: string, fallback?: number): number {
    const value = this.#fields[name] ?? fallback;
    return typeof value === 'number' && Number.isInteger(value) && value >= 0
      ? value
      : this.#fail(name, 'whole-number');
  }

  flag(name: string): boolean {
    const value = this.#fields[name];
    return typeof value === 'boolean' ? value : this.#fail(name, 'true-or-false');
  }

  oneOf<T extends string>(name: string, values: readonly T[]): T {
    const value = this.#fields[name];
    return values.find((candidate) => candidate === value) ?? this.#fail(name, `one-of:${values.join('|')}`);
  }

  object(name: string): ObjectReader {
    return new ObjectReader(this.#fields[name], this.path, `${this.place}${name}.`);
  }

  list<T>(name: string, read: (item: ObjectReader) => T): readonly T[] {
    const value = this.#fields[name] ?? [];
    if (!Array.isArray(value)) return this.#fail(name, 'list');
    return value.map((item: unknown, index) =>
      read(new ObjectReader(item, this.path, `${this.place}${name}[${String(index)}].`)),
    );
  }

  texts(name: string): readonly string[] {
    const value = this.#fields[name] ?? [];
    if (!Array.isArray(value) || !value.every((item): item is string => typeof item === 'string'))
      return this.#fail(name, 'list-of-texts');
    return value;
  }

  #fail(name: string, wanted: SnapshotValue): never {
    throw new PolicyError('snapshot-invalid', { path: this.path, field: `${this.place}${name}`, wanted });
  }
}

/** Checks snapshot.json. @throws snapshot-invalid, snapshot-too-new */
export function readDomainObject(bytes: Uint8Array, path: string): DomainObject {
  return parseObject(bytes, path, (reader) => {
    const version = reader.number('version');
    if (version > snapshotVersion) throw new PolicyError('snapshot-too-new', { path, version });
    return {
      version,
      dnsName: reader.text('dnsName'),
      netbiosName: reader.text('netbiosName'),
      sid: reader.text('sid'),
      guid: reader.text('guid'),
      pdc: reader.text('pdc'),
    };
  });
}

/** Checks a GPO's object. @throws snapshot-invalid */
export function readGpoObject(bytes: Uint8Array, path: string): GpoObject {
  return parseObject(bytes, path, (reader) => {
    const version = reader.object('version');
    return {
      displayName: reader.text('displayName'),
      version: { computer: version.number('computer'), user: version.number('user') },
      flags: reader.number('flags'),
      gPCMachineExtensionNames: reader.text('gPCMachineExtensionNames', ''),
      gPCUserExtensionNames: reader.text('gPCUserExtensionNames', ''),
      gPCFileSysPath: reader.text('gPCFileSysPath', ''),
      gPCWQLFilter: reader.text('gPCWQLFilter', ''),
      nTSecurityDescriptor: reader.text('nTSecurityDescriptor'),
      sysvolSecurityDescriptor: reader.text('sysvolSecurityDescriptor'),
      whenCreated: reader.text('whenCreated'),
      whenChanged: reader.text('whenChanged'),
      childObjects: reader.list('childObjects', readChildObject),
    };
  });
}

function readChildObject(reader: ObjectReader): BackupDirectoryObject {
  return {
    kind: 'directory',
    path: reader.text('path'),
    objectClass: reader.text('objectClass'),
    sourceExpandedPath: reader.text('sourceExpandedPath', ''),
    reEvaluate: reader.optionalText('reEvaluate'),
    securityDescriptor: reader.optionalText('securityDescriptor'),
    attributes: reader.list('attributes', (item) => ({
      type: item.oneOf('type', backupAttributeTypes),
      name: item.text('name'),
      values: item.texts('values'),
    })),
    children: reader.list('children', readChildObject),
  };
}

/** Checks a SOM's object. @throws snapshot-invalid */
export function readSomObject(bytes: Uint8Array, path: string): SomObject {
  return parseObject(bytes, path, (reader) => ({
    distinguishedName: reader.text('distinguishedName'),
    kind: reader.oneOf('kind', ['domain', 'ou', 'site']),
    name: reader.text('name'),
    gPLink: reader.text('gPLink', ''),
    gPOptions: reader.number('gPOptions', 0),
  }));
}

/** Checks a WMI filter's object. @throws snapshot-invalid */
export function readWmiObject(bytes: Uint8Array, path: string): WmiObject {
  return parseObject(bytes, path, (reader) => ({
    id: reader.text('id'),
    name: reader.text('name'),
    parm1: reader.text('parm1', ''),
    parm2: reader.text('parm2'),
    author: reader.text('author', ''),
  }));
}

/** Checks a starter GPO's object. @throws snapshot-invalid */
export function readStarterObject(bytes: Uint8Array, path: string): StarterObject {
  return parseObject(bytes, path, (reader) => ({
    id: reader.text('id'),
    name: reader.text('name'),
    description: reader.text('description', ''),
  }));
}

/** Checks principals.json. @throws snapshot-invalid */
export function readPrincipals(bytes: Uint8Array, path: string): readonly PrincipalObject[] {
  return parseObject(bytes, path, (reader) =>
    reader.list('principals', (item) => ({
      sid: item.text('sid'),
      samAccountName: item.text('samAccountName'),
      type: item.text('type'),
      netbiosDomainName: item.text('netbiosDomainName', ''),
      dnsDomainName: item.text('dnsDomainName', ''),
      upn: item.text('upn', ''),
    })),
  );
}
