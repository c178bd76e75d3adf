import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { commandLineShims } from '../../../../src/vscode/terminal/commandLineShims';

describe('gpo on the PATH of terminals', () => {
  it("runs VS Code's Node with the extension's command line, from folders with blanks and quotes", function () {
    const folder = mkdtempSync(join(tmpdir(), "gpo shim's "));
    try {
      const bin = join(folder, 'global storage', 'bin');
      mkdirSync(bin, { recursive: true });
      const executable = join(folder, "VS Code's node");
      symlinkSync(process.execPath, executable);
      const script = join(folder, 'the $cli.js');
      const printed = '[process.env.ELECTRON_RUN_AS_NODE, ...process.argv.slice(2)]';
      writeFileSync(script, `console.log(JSON.stringify(${printed})); process.exitCode = 3;`);
      for (const { name, content } of commandLineShims({ executable, script })) {
        writeFileSync(join(bin, name), content);
        chmodSync(join(bin, name), 0o755);
      }
      const command = 'gpo';
      const args = ['list', 'a b', "it's", '$HOME', '*', ''];
      assert.throws(
        () =>
          execFileSync(command, args, {
            encoding: 'utf8',
            stdio: 'pipe',
            env: { ...process.env, PATH: `${bin}${delimiter}${process.env['PATH'] ?? ''}` },
          }),
        (error: unknown) => {
          const { status, stdout } = error as { readonly status: number; readonly stdout: string };
          assert.deepEqual(JSON.parse(stdout), ['1', ...args]);
          return status === 3;
        },
      );
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it('has a form for Windows that keeps percent signs', () => {
    const target = { executable: 'C:\\Program Files\\Code\\Code.exe', script: 'C:\\100%\\cli.js' };
    const [, windows] = commandLineShims(target);
    assert.equal(windows?.name, 'gpo.cmd');
    assert.match(windows.content, /\r\n"C:\\Program Files\\Code\\Code\.exe" "C:\\100%%\\cli\.js" %\*\r\n$/);
  });
});
