/** What the shims start: VS Code's own Node and the command line of the extension. */
export interface ShimTarget {
  /** Absolute path of the executable that runs this extension. */
  readonly executable: string;
  /** Absolute path of dist/cli.js. */
  readonly script: string;
}

/** A shim: name of its file, content, and whether it has to be executable. */
interface Shim {
  readonly name: string;
  readonly content: string;
}

/** `gpo` for POSIX shells, and for cmd and PowerShell on Windows. */
export function commandLineShims(target: ShimTarget): readonly Shim[] {
  return [
    { name: 'gpo', content: posixShim(target) },
    { name: 'gpo.cmd', content: windowsShim(target) },
  ];
}

function posixShim({ executable, script }: ShimTarget): string {
  const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;
  return `#!/bin/sh\nELECTRON_RUN_AS_NODE=1 exec ${quoted(executable)} ${quoted(script)} "$@"\n`;
}

function windowsShim({ executable, script }: ShimTarget): string {
  // a quoted path can hold anything but quotes, which no path does, and variables
  const quoted = (text: string): string => `"${text.replaceAll('%', '%%')}"`;
  return [
    '@echo off',
    'setlocal',
    'chcp 65001 >nul',
    'set ELECTRON_RUN_AS_NODE=1',
    `${quoted(executable)} ${quoted(script)} %*`,
    '',
  ].join('\r\n');
}
