import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';
import { layersRule } from './tools/lint/layers.mjs';

const never = (selector, message) => ({ selector, message });

const namedExports = never('ExportDefaultDeclaration', 'Export by name.');
const wholeSuites = [
  never(
    'MemberExpression[object.name=/^(describe|context|it|specify)$/][property.name=/^(only|skip|todo)$/]',
    'Every test runs.',
  ),
  never('CallExpression[callee.name=/^(xit|xdescribe|xcontext|xspecify)$/]', 'Every test runs.'),
  never(
    'CallExpression[callee.object.type="ThisExpression"][callee.property.name=/^(skip|retries)$/]',
    'Every test runs.',
  ),
];
/** The core takes time, chance and input and output from its ports: it gives the same result everywhere. */
const pure = [
  never('MemberExpression[object.name="Date"][property.name="now"]', 'Take the time from the Clock port.'),
  never('NewExpression[callee.name="Date"][arguments.length=0]', 'Take the time from the Clock port.'),
  never('CallExpression[callee.name="Date"]', 'Take the time from the Clock port.'),
  never('MemberExpression[object.name="Math"][property.name="random"]', 'Take chance from the host port.'),
];
const hostGlobals = [
  'process',
  'Buffer',
  'fetch',
  'console',
  'performance',
  'crypto',
  'require',
  '__dirname',
  '__filename',
];
const timers = ['setTimeout', 'setInterval', 'setImmediate', 'clearTimeout', 'clearInterval', 'queueMicrotask'];

export default defineConfig(
  {
    ignores: [
      'dist/',
      'out/',
      'node_modules/',
      'coverage/',
      'test-results/',
      'tools/workbench/.build*/',
      '.live/',
      '**/*.d.ts',
    ],
  },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    plugins: { project: { rules: { layers: layersRule } } },
    rules: {
      eqeqeq: 'error',
      'project/layers': 'error',
      'no-restricted-syntax': ['error', namedExports],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/explicit-module-boundary-types': 'error',
      '@typescript-eslint/no-confusing-void-expression': [
        'error',
        { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true },
      ],
      // an error code without parameters has them as an empty record
      '@typescript-eslint/no-generated-empty-object-type': 'off',
      // texts of formats are split into code units or hexadecimal digits, never into what a reader sees as a letter
      '@typescript-eslint/no-misused-spread': ['error', { allow: ['string'] }],
      '@typescript-eslint/prefer-readonly': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true, requireDefaultForNonUnion: true },
      ],
    },
  },
  {
    files: ['src/core/**/*.ts'],
    rules: {
      'no-restricted-syntax': ['error', namedExports, ...pure],
      'no-restricted-globals': ['error', ...hostGlobals, ...timers],
    },
  },
  {
    files: ['test/**/*.ts'],
    rules: {
      'no-restricted-syntax': ['error', namedExports, ...wholeSuites],
      // fakes have the asynchronous form of what they stand for
      '@typescript-eslint/require-await': 'off',
    },
  },
  {
    files: ['**/*.{js,cjs,mjs}'],
    extends: [tseslint.configs.recommended],
    rules: { eqeqeq: 'error', '@typescript-eslint/no-require-imports': 'off' },
  },
);
