import { readFileSync, writeFileSync } from 'node:fs';

/** Where Debian's Wine keeps the type library of OLE automation: inside a library for Windows, which widl cannot read. */
export const wineStandardTypes = '/usr/lib/x86_64-linux-gnu/wine/x86_64-windows/stdole2.tlb';

const signature = Buffer.from('MSFT', 'latin1');

/** Takes the type library out of the resources of a library for Windows (PE). @throws Error where it has none */
export function extractTypeLibrary(library: string, target: string): void {
  const bytes = readFileSync(library);
  const resources = resourceSection(bytes);
  for (const { address, size } of resourceEntries(bytes, resources.offset, 0)) {
    const start = address - resources.address + resources.offset;
    if (!bytes.subarray(start, start + 4).equals(signature)) continue;
    writeFileSync(target, bytes.subarray(start, start + size));
    return;
  }
  throw new Error(`${library} holds no type library`);
}

interface Resource {
  /** In memory, relative to the library. */
  readonly address: number;
  readonly size: number;
}

function resourceSection(bytes: Buffer): { readonly address: number; readonly offset: number } {
  const header = bytes.readUInt32LE(0x3c);
  const count = bytes.readUInt16LE(header + 6);
  const first = header + 24 + bytes.readUInt16LE(header + 20);
  for (let at = first; at < first + 40 * count; at += 40)
    if (bytes.toString('latin1', at, at + 5) === '.rsrc')
      return { address: bytes.readUInt32LE(at + 12), offset: bytes.readUInt32LE(at + 20) };
  throw new Error('The library has no resources');
}

function* resourceEntries(bytes: Buffer, section: number, directory: number): Generator<Resource> {
  const start = section + directory;
  const count = bytes.readUInt16LE(start + 12) + bytes.readUInt16LE(start + 14);
  for (let index = 0; index < count; index++) {
    const child = bytes.readUInt32LE(start + 16 + 8 * index + 4);
    // the highest bit tells folders from entries
    if (child >= 0x80000000) yield* resourceEntries(bytes, section, child - 0x80000000);
    else yield { address: bytes.readUInt32LE(section + child), size: bytes.readUInt32LE(section + child + 4) };
  }
}
