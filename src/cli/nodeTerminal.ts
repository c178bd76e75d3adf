import { writeSync } from 'node:fs';
import { createInterface } from 'node:readline/promises';
import type { Terminal } from './terminal';

/** The process's own streams. Writing is synchronous, so that nothing is lost when the process ends at once. */
export function nodeTerminal(): Terminal {
  return {
    isInteractive: process.stdin.isTTY && process.stderr.isTTY,
    columns: process.stderr.columns || 80,
    out: (text) => {
      writeAll(1, new TextEncoder().encode(text));
    },
    outBytes: (bytes) => {
      writeAll(1, bytes);
    },
    err: (text) => {
      writeAll(2, new TextEncoder().encode(text));
    },
    ask: async (question) => {
      const reader = createInterface({ input: process.stdin, output: process.stderr });
      try {
        return await reader.question(question);
      } finally {
        reader.close();
      }
    },
  };
}

function writeAll(descriptor: number, bytes: Uint8Array): void {
  let done = 0;
  while (done < bytes.length) {
    try {
      done += writeSync(descriptor, bytes, done);
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : undefined;
      // A full pipe: the reader is slower than we are; EPIPE: the reader has gone, as in `gpo list | head`.
      if (code === 'EAGAIN') continue;
      if (code === 'EPIPE') return;
      throw error;
    }
  }
}
