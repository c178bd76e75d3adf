// node --import tsx tools/workbench/serve.ts STATE FOLDER MACHINE_SETTINGS: the packed extension in the workbench in the
// browser, on this machine's own address only, behind a random password, until it is told to end.
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { hostname, userInfo } from 'node:os';
import { join } from 'node:path';
import { startCodeServer } from './codeServer';
import { installWorkbench } from './install';

async function main([stateFolder, folder, machineSettings]: readonly string[]): Promise<void> {
  if (stateFolder === undefined || folder === undefined || machineSettings === undefined)
    throw new Error('serve.ts needs a state folder, the folder to open and the settings of machine scope');
  const password = randomBytes(12).toString('base64url');
  const server = await startCodeServer({
    installation: await installWorkbench('current', console.log),
    stateFolder,
    password,
    vsix: [join(__dirname, '..', '..', 'out', 'group-policy.vsix')],
    machineSettings: JSON.parse(machineSettings) as Record<string, unknown>,
  });
  const port = String(server.port);
  console.log(`
VS Code with Group Policy as Code runs here; only this machine can reach it:

  address    ${server.origin}/?folder=${encodeURIComponent(folder)}
  password   ${password}

From another machine, first: ssh -L ${port}:127.0.0.1:${port} ${userInfo().username}@${hostname()}
and then open the same address there (127.0.0.1, as pages of an extension work on no other without HTTPS).

First click the shield in the activity bar at the left: Domains shows the sample domain.
Then press F1 and choose "Group Policy: Back Up All".

Ctrl+C ends it.`);
  await once(server.process, 'exit');
  throw new Error(`code-server ended:\n${server.log().slice(-2000)}`);
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
