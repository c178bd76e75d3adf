import assert from 'node:assert/strict';
import { findPowerShell } from '../../../../src/platform/powershell/findPowerShell';

const windows = {
  SystemRoot: 'C:\\Windows',
  ProgramFiles: 'C:\\Program Files (x86)',
  ProgramW6432: 'C:\\Program Files',
};
const native = 'C:\\Windows\\System32\\WindowsPowerShell\\v1.0\\powershell.exe';
const nativeFrom32Bit = 'C:\\Windows\\Sysnative\\WindowsPowerShell\\v1.0\\powershell.exe';
const core = 'C:\\Program Files\\PowerShell\\7\\pwsh.exe';

/** What is found where these files are. */
function found(files: readonly string[], is32Bit = false): string | undefined {
  const result = findPowerShell(windows, is32Bit, (path) => files.includes(path));
  return result.found ? result.executable : undefined;
}

describe('the PowerShell that drives GPMC', () => {
  it('is Windows PowerShell before PowerShell 7', () => {
    assert.equal(found([native, core]), native);
    assert.equal(found([core]), core);
  });

  it('is the 64-bit one for a 32-bit process, which sees another System32', () => {
    assert.equal(found([native, nativeFrom32Bit], true), nativeFrom32Bit);
    assert.equal(found([native], true), native, 'a 32-bit system has no Sysnative');
    assert.equal(found([native, nativeFrom32Bit]), native);
  });

  it('is looked for at absolute places only', () => {
    const result = findPowerShell({ SystemRoot: 'Windows', PATH: 'bin:.:/opt/powershell' }, false, () => false);
    assert.ok(!result.found);
    assert.deepEqual(
      result.searched.map((path) => path.replaceAll('\\', '/')),
      ['/opt/powershell/pwsh.exe'],
    );
  });
});
