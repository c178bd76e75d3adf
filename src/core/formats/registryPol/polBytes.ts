/** Signature `PReg` and version 1 (MS-GPREG 2.2.1). */
export const polHeader: readonly number[] = [0x50, 0x52, 0x65, 0x67, 1, 0, 0, 0];

/** The characters that open, divide and close a record. */
export const polDelimiters = { open: 0x5b, divide: 0x3b, close: 0x5d } as const;
