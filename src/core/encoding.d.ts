/**
 * The two encoding classes that every JavaScript host has; `core` is compiled without Node's and DOM's types, so they
 * are declared here, and nothing else of a host is.
 */
declare class TextDecoder {
  constructor(label?: string, options?: { readonly fatal?: boolean; readonly ignoreBOM?: boolean });
  decode(input?: Uint8Array, options?: { readonly stream?: boolean }): string;
}
declare class TextEncoder {
  encode(input: string): Uint8Array<ArrayBuffer>;
}
