// Makes the extension's package, out/group-policy.vsix; vsce builds first, by the script vscode:prepublish.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createVSIX } from '@vscode/vsce';
import { projectFolder } from './bundledPackages';

/** There is no public address of the repository yet, so links in the README stay as they are. */
const repositoryIsPublic = false;

mkdirSync(join(projectFolder, 'out'), { recursive: true });
createVSIX({
  cwd: projectFolder,
  packagePath: join(projectFolder, 'out', 'group-policy.vsix'),
  // everything is bundled
  dependencies: false,
  allowMissingRepository: !repositoryIsPublic,
  rewriteRelativeLinks: repositoryIsPublic,
}).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
