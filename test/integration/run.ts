// Runs the integration tests in a real extension host: that of the workbench in the browser on Linux, of a downloaded desktop
// VS Code elsewhere, or of the one that VSCODE_EXECUTABLE names.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runTests } from '@vscode/test-electron';
import { buildIntegrationTests } from './build';

const projectFolder = join(__dirname, '..', '..');

async function main(): Promise<void> {
  const extensionTestsPath = await buildIntegrationTests(join(projectFolder, 'out', 'test', 'integration'));
  const workspace = mkdtempSync(join(tmpdir(), 'group-policy-integration-'));
  const standIn = join(projectFolder, 'tools', 'workbench', 'code.cjs');
  const executable = process.env['VSCODE_EXECUTABLE'] ?? (process.platform === 'linux' ? standIn : undefined);
  mkdirSync(join(workspace, '.vscode'));
  try {
    await runTests({
      ...(executable === undefined ? {} : { vscodeExecutablePath: executable }),
      extensionDevelopmentPath: projectFolder,
      extensionTestsPath,
      launchArgs: [workspace, '--disable-extensions', '--disable-workspace-trust'],
    });
  } finally {
    rmSync(workspace, { recursive: true, force: true });
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
