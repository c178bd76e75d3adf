import { polDelimiters } from './polBytes';
import type { PolRecord } from './polRecord';

/** How many bytes a record takes: `[` key NUL `;` name NUL `;` type `;` size `;` data `]`. */
export function recordSize({ key, valueName, data }: PolRecord): number {
  return (key.length + valueName.length) * 2 + data.length + 24;
}

/** Fills bytes of a size that is known. */
export class PolWriter {
  readonly all: Uint8Array;
  readonly #view: DataView;
  #at = 0;

  constructor(size: number) {
    this.all = new Uint8Array(size);
    this.#view = new DataView(this.all.buffer);
  }

  record({ key, valueName, type, data }: PolRecord): void {
    this.#unit(polDelimiters.open);
    this.#name(key);
    this.#name(valueName);
    this.#number(type);
    this.#number(data.length);
    this.bytes(data);
    this.#unit(polDelimiters.close);
  }

  bytes(bytes: Uint8Array): void {
    this.all.set(bytes, this.#at);
    this.#at += bytes.length;
  }

  #name(text: string): void {
    for (let index = 0; index < text.length; index += 1) this.#unit(text.charCodeAt(index));
    this.#unit(0);
    this.#unit(polDelimiters.divide);
  }

  #number(value: number): void {
    this.#view.setUint32(this.#at, value, true);
    this.#at += 4;
    this.#unit(polDelimiters.divide);
  }

  #unit(value: number): void {
    this.#view.setUint16(this.#at, value, true);
    this.#at += 2;
  }
}
