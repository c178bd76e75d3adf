/** One record of a registry.pol, in file order. Key and value name are as written; data is raw. */
export interface PolRecord {
  readonly key: string;
  readonly valueName: string;
  /** REG_SZ 1, REG_EXPAND_SZ 2, REG_BINARY 3, REG_DWORD 4, REG_MULTI_SZ 7, REG_QWORD 11; 0 with an empty value name makes the key only (measured). */
  readonly type: number;
  readonly data: Uint8Array;
}
