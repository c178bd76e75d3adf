// Run by a real extension host in place of a test suite: activates the extension and runs a command line in a terminal of
// VS Code, as a user's profile starts one.
'use strict';
const vscode = require('vscode');

exports.run = async () => {
  const extension = vscode.extensions.getExtension('group-policy-as-code.group-policy');
  await extension.activate();
  vscode.window.createTerminal({
    name: 'test',
    shellPath: '/bin/sh',
    shellArgs: ['-c', process.env.TERMINAL_COMMANDS],
    cwd: process.env.TERMINAL_FOLDER,
  });
  // The test ends the server when it has seen what the terminal did.
  await new Promise(() => undefined);
};
