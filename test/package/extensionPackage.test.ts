import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { runOrThrow } from '../../tools/workbench/runCommand';
import { readZipDirectory } from './zipDirectory';

const project = join(__dirname, '..', '..');
const vsix = join(project, 'out', 'group-policy.vsix');

/** Everything that the package may hold; a new kind of file has to be named here and in .vscodeignore. */
const expected = [
  /^extension\.vsixmanifest$/,
  /^\[Content_Types\]\.xml$/,
  /^extension\/package\.json$/,
  /^extension\/package\.nls(\.[\w-]+)?\.json$/,
  /^extension\/l10n\/bundle\.l10n(\.[\w-]+)?\.json$/,
  /^extension\/(readme|changelog|SUPPORT)\.md$/,
  /^extension\/(LICENSE|ThirdPartyNotices)\.txt$/,
  /^extension\/dist\/(extension|cli|worker)\.js$/,
  /^extension\/dist\/powershell\/\w+\.(ps1|cs)$/,
  /^extension\/dist\/webview\/\w+\.(js|css)$/,
  /^extension\/bin\/gpo(\.cmd|\.ps1)?$/,
  /^extension\/media\/[\w/-]+\.(svg|png|css|md)$/,
];

interface Metafile {
  readonly inputs: Readonly<Record<string, unknown>>;
}

function bundleInputs(): ReadonlyMap<string, readonly string[]> {
  const folder = join(project, 'out', 'meta');
  return new Map(
    readdirSync(folder).map((file) => {
      const { inputs } = JSON.parse(readFileSync(join(folder, file), 'utf8')) as Metafile;
      return [file.replace('.json', ''), Object.keys(inputs)];
    }),
  );
}

describe('the package of the extension', () => {
  before(async function () {
    this.timeout(120_000);
    await runOrThrow('npm', ['run', '-s', 'package'], { cwd: project });
  });

  it('is under 1 MB', () => {
    assert.ok(statSync(vsix).size < 1_000_000, `${statSync(vsix).size} bytes`);
  });

  it('holds what is expected and nothing else', () => {
    const names = readZipDirectory(readFileSync(vsix)).map(({ name }) => name);
    assert.deepEqual(
      names.filter((name) => !expected.some((pattern) => pattern.test(name))),
      [],
    );
    for (const needed of ['extension.js', 'worker.js', 'cli.js', 'powershell/host.ps1'])
      assert.ok(names.includes(`extension/dist/${needed}`), `${needed} is missing`);
  });

  it('has every file that package.json names', () => {
    const names = new Set(readZipDirectory(readFileSync(vsix)).map(({ name }) => name));
    const manifest = readFileSync(join(project, 'package.json'), 'utf8');
    const files = [...manifest.matchAll(/"(?:\.\/)?((?:media|dist|bin)\/[^"]+\.\w+)"/g)].map(([, file]) => file ?? '');
    assert.ok(files.length > 0);
    assert.deepEqual(
      files.filter((file) => !names.has(`extension/${file}`)),
      [],
    );
  });

  it('has an extension bundle under 600 kB', () => {
    const bundle = readZipDirectory(readFileSync(vsix)).find(({ name }) => name === 'extension/dist/extension.js');
    assert.ok(bundle);
    assert.ok(bundle.size < 600_000, `${bundle.size} bytes`);
  });

  it('names every bundled package in its third-party notices', () => {
    const notices = readFileSync(join(project, 'ThirdPartyNotices.txt'), 'utf8');
    const packages = new Set(
      [...bundleInputs().values()].flat().flatMap((input) => {
        const [, name] = /node_modules\/((?:@[^/]+\/)?[^/]+)\/(?!.*node_modules\/)/.exec(input) ?? [];
        return name === undefined ? [] : [name];
      }),
    );
    assert.ok(packages.size > 0);
    for (const name of packages) assert.match(notices, new RegExp(`^${name} \\d+\\.\\d+\\.\\d+.* \\(.+\\)$`, 'm'));
  });

  it('keeps the layers apart in the bundles', () => {
    const forbidden: Readonly<Record<string, RegExp>> = {
      extension: /^src\/(cli|providers|webview)\//,
      cli: /^src\/(vscode|webview)\//,
      worker: /^src\/(vscode|cli|webview)\//,
    };
    for (const [bundle, inputs] of bundleInputs()) {
      const pattern = forbidden[bundle] ?? /^src\/(vscode|cli|app|services|storage|platform|providers|worker)\//;
      assert.deepEqual(
        inputs.filter((input) => pattern.test(input)),
        [],
        bundle,
      );
    }
  });
});
