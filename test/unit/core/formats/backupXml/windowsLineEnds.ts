/** The bytes with every line end as GPMC writes it: Git made LF of them in many files. */
export function withWindowsLineEnds(bytes: Uint8Array): Uint8Array {
  return new TextEncoder().encode(new TextDecoder().decode(bytes).replace(/\r?\n/g, '\r\n'));
}
