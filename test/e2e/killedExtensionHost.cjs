// Run by a real extension host in place of a test suite: makes the calls that its instructions hold, through the extension's
// own services and thus its worker thread, and kills the whole host as soon as the last call has come so far.
'use strict';
const { readFileSync, renameSync, writeFileSync } = require('node:fs');
const vscode = require('vscode');

const instructions = process.env.KILL_INSTRUCTIONS;
const never = { isCancellationRequested: false, onCancellationRequested: () => ({ dispose: () => undefined }) };

exports.run = async () => {
  const taken = `${instructions}.taken`;
  try {
    // VS Code starts a host that died anew: it finds nothing to do.
    renameSync(instructions, taken);
  } catch {
    return;
  }
  const { calls, fraction, started } = JSON.parse(readFileSync(taken, 'utf8'));
  const end = (what) => {
    // Somebody waits for the file, and reads it whole.
    writeFileSync(`${started}.new`, JSON.stringify({ pid: process.pid, what }));
    renameSync(`${started}.new`, started);
    process.kill(process.pid, 'SIGKILL');
  };
  const { services } = await vscode.extensions.getExtension('group-policy-as-code.group-policy').activate();
  let previous;
  for (const [index, [method, input]] of calls.entries()) {
    const whole = Object.fromEntries(
      Object.entries(input).map(([name, value]) => [name, value === '$previous' ? previous : value]),
    );
    const progress = (report) => {
      if (index === calls.length - 1 && report.fraction >= fraction) end(`at ${report.fraction}`);
    };
    previous = await services[method](whole, { token: never, progress });
  }
  end('after its end');
};
