// Bundles everything that is shipped into dist/.
//   node esbuild.js                development: with source maps
//   node esbuild.js --watch        and again after every change
//   node esbuild.js --production   minified, without source maps, from an empty dist/
// The list of what went into each bundle is written to out/meta/NAME.json: third-party notices and layer tests read it.
const { copyFileSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');
const esbuild = require('esbuild');

const production = process.argv.includes('--production');
const watch = process.argv.includes('--watch');
const metaFolder = join(__dirname, 'out', 'meta');

const shared = {
  absWorkingDir: __dirname,
  bundle: true,
  minify: production,
  sourcemap: !production,
  legalComments: 'none',
  metafile: true,
  logLevel: 'warning',
};
const node = { ...shared, platform: 'node', format: 'cjs', target: 'node20.19' };
const browser = { ...shared, platform: 'browser', format: 'iife', target: 'es2022' };

/** The bundles by name; only the extension may import `vscode`: it stays unresolved in the others, which fails the build. */
const bundles = {
  extension: { ...node, entryPoints: ['src/vscode/extension.ts'], outfile: 'dist/extension.js', external: ['vscode'] },
  cli: { ...node, entryPoints: ['src/cli/main.ts'], outfile: 'dist/cli.js', banner: { js: '#!/usr/bin/env node' } },
  worker: { ...node, entryPoints: ['src/worker/main.ts'], outfile: 'dist/worker.js' },
  ...webviews(),
};

/** A bundle for each page: src/webview/NAME/main.ts, and the style sheets that it imports, as dist/webview/NAME.{js,css}. */
function webviews() {
  const folder = join(__dirname, 'src', 'webview');
  const pages = readdirSync(folder).filter((name) => existsSync(join(folder, name, 'main.ts')));
  return Object.fromEntries(
    pages.map((name) => [
      `webview-${name}`,
      { ...browser, entryPoints: [`src/webview/${name}/main.ts`], outfile: `dist/webview/${name}.js` },
    ]),
  );
}

/** The scripts of the PowerShell session go to dist/powershell as they are: PowerShell compiles the C# itself. */
function copyPowerShell() {
  const [from, to] = [join(__dirname, 'src', 'powershell'), join(__dirname, 'dist', 'powershell')];
  rmSync(to, { recursive: true, force: true });
  mkdirSync(to, { recursive: true });
  for (const name of readdirSync(from)) if (/\.(ps1|cs)$/.test(name)) copyFileSync(join(from, name), join(to, name));
}

/** Writes the list of a bundle's inputs after every build of it. */
function metaWriter(name) {
  return {
    name: 'meta-writer',
    setup(build) {
      build.onEnd((result) => {
        if (result.metafile === undefined) return;
        mkdirSync(metaFolder, { recursive: true });
        writeFileSync(join(metaFolder, `${name}.json`), JSON.stringify(result.metafile, null, 1));
        if (watch) console.log(`${name}: ${result.errors.length === 0 ? 'built' : 'failed'}`);
      });
    },
  };
}

async function main() {
  if (production) rmSync(join(__dirname, 'dist'), { recursive: true, force: true });
  rmSync(metaFolder, { recursive: true, force: true });
  copyPowerShell();
  const builds = Object.entries(bundles).map(([name, options]) => ({ ...options, plugins: [metaWriter(name)] }));
  if (!watch) {
    const results = await Promise.allSettled(builds.map((options) => esbuild.build(options)));
    if (results.some((result) => result.status === 'rejected')) process.exitCode = 1;
    return;
  }
  const contexts = await Promise.all(builds.map((options) => esbuild.context(options)));
  await Promise.all(contexts.map((context) => context.watch()));
}

main().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
