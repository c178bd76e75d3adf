import type { CodeServer } from '../../tools/workbench/codeServer';

/** The address of a page that loads an extension from its folder and has its extension host run a module in place of a suite. */
export function hostAddress(
  server: CodeServer,
  paths: { readonly folder: string; readonly extension: string; readonly module: string },
): string {
  const remote = (path: string): string => `vscode-remote://127.0.0.1:${String(server.port)}${encodeURI(path)}`;
  const payload = [
    ['extensionDevelopmentPath', remote(paths.extension)],
    ['extensionTestsPath', remote(paths.module)],
    ['skipWelcome', 'true'],
  ];
  const folder = encodeURIComponent(paths.folder);
  return `${server.origin}/?folder=${folder}&payload=${encodeURIComponent(JSON.stringify(payload))}`;
}

/** Makes the functions that such a page calls; without them it does not begin. */
export async function exposeHostFunctions(page: {
  exposeFunction(name: string, callback: () => void): Promise<unknown>;
}): Promise<void> {
  for (const name of ['codeAutomationLog', 'codeAutomationExit']) await page.exposeFunction(name, () => undefined);
}
