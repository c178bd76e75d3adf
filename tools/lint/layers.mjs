// An ESLint rule: which way the folders of src/ may depend on each other (see ARCHITECTURE.md).
import { dirname, relative, resolve, sep } from 'node:path';
import { isBuiltin } from 'node:module';
import { fileURLToPath } from 'node:url';

const source = resolve(dirname(fileURLToPath(import.meta.url)), '..', '..', 'src');

/**
 * For each folder of src/: the others that it may import, those of which it may import types only, and whether it may use
 * Node's modules and VS Code's.
 */
const layers = {
  core: { from: [] },
  text: { from: ['core'], types: ['services', 'shared'] },
  shared: { from: ['core'], types: ['services'] },
  storage: { from: ['core'] },
  services: { from: ['core', 'storage'] },
  providers: { from: ['core', 'storage'], node: true },
  platform: { from: ['core'], node: true },
  worker: { from: ['app', 'core', 'services'], node: true },
  app: { from: ['core', 'platform', 'providers', 'services', 'storage', 'text'], node: true },
  cli: { from: ['app', 'core', 'services', 'shared', 'text'], node: true },
  vscode: { from: ['app', 'core', 'services', 'shared', 'text', 'worker'], node: true, vscode: true },
  webview: { from: ['core', 'shared', 'text'], types: ['services'] },
};

/** The folder of src/ in which a file lies, or undefined for one outside. */
function layerOf(file) {
  const [first, ...rest] = relative(source, file).split(sep);
  return rest.length > 0 && first !== '..' ? first : undefined;
}

/** Why a file may not import a module, or undefined where it may. */
function objection(file, specifier, typesOnly) {
  const from = layerOf(file);
  if (from === undefined) return undefined;
  const layer = layers[from];
  if (layer === undefined) return `src/${from} is not a layer: name it in tools/lint/layers.mjs and ARCHITECTURE.md.`;
  if (specifier === 'vscode') return layer.vscode ? undefined : `Only src/vscode may import vscode, not src/${from}.`;
  if (isBuiltin(specifier)) return layer.node ? undefined : `src/${from} may not use Node's modules.`;
  if (!specifier.startsWith('.')) return undefined;
  const to = layerOf(resolve(dirname(file), specifier));
  if (to === undefined || to === from || layer.from.includes(to)) return undefined;
  if (layer.types?.includes(to)) return typesOnly ? undefined : `src/${from} may import types only from src/${to}.`;
  return `src/${from} may not import src/${to}.`;
}

export const layersRule = {
  meta: { type: 'problem', schema: [], messages: { objection: '{{reason}}' } },
  create(context) {
    const check = (node) => {
      if (typeof node.source?.value !== 'string') return;
      const reason = objection(context.filename, node.source.value, (node.importKind ?? node.exportKind) === 'type');
      if (reason !== undefined) context.report({ node: node.source, messageId: 'objection', data: { reason } });
    };
    return {
      ImportDeclaration: check,
      ImportExpression: check,
      ExportNamedDeclaration: check,
      ExportAllDeclaration: check,
    };
  },
};
