import { dirname, relative, resolve, sep } from 'node:path';

import js from '@eslint/js';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

/** What a command may import: everything but another command. */
const BELOW_COMMANDS = [
  'harness/analysis',
  'harness/bundle',
  'harness/catalog.ts',
  'harness/claim-contract.ts',
  'harness/command.ts',
  'harness/config',
  'harness/contract.ts',
  'harness/drawing',
  'harness/engine',
  'harness/errors.ts',
  'harness/folders-up.ts',
  'harness/bundle',
  'harness/git.ts',
  'harness/inspect',
  'harness/measure',
  'harness/output',
  'harness/lockfile.ts',
  'harness/project.ts',
  'harness/report',
  'harness/runtimes',
  'harness/stats',
  'harness/text',
  'harness/trial',
  'mock-server',
  'results',
  'scenarios',
];
/**
 * The import rule of ARCHITECTURE.md: which places of the project a place may import from, itself
 * apart. The longest name that fits a file is its place; places not named here may import all.
 */
const MAY_IMPORT = {
  results: [],
  'mock-server': [],
  'harness/errors.ts': ['harness/text'],
  'harness/in-path.ts': [],
  'harness/lockfile.ts': [],
  'harness/folders-up.ts': [],
  'harness/shapes.ts': [],
  'harness/project.ts': ['harness/errors.ts', 'harness/folders-up.ts'],
  'harness/stats': [],
  'harness/text': [],
  'harness/bundle': ['harness/folders-up.ts'],
  'harness/workload-contract.ts': [],
  'harness/contract.ts': [
    'harness/model-head.ts',
    'harness/program-contract.ts',
    'harness/workload-contract.ts',
    'results',
  ],
  'harness/model-head.ts': [],
  'harness/program-contract.ts': ['harness/model-head.ts', 'harness/workload-contract.ts'],
  'harness/clock.ts': ['harness/contract.ts'],
  'harness/claim-contract.ts': ['harness/contract.ts', 'harness/stats', 'harness/text', 'results'],
  scenarios: ['harness/clock.ts', 'harness/contract.ts', 'harness/in-path.ts'],
  'scenarios/claims': [
    'harness/claim-contract.ts',
    'harness/clock.ts',
    'harness/contract.ts',
    'harness/stats',
    'harness/text',
    'results',
    'scenarios',
  ],
  'harness/measure': ['harness/clock.ts', 'results'],
  'harness/inspect': [
    'harness/bundle',
    'harness/clock.ts',
    'harness/contract.ts',
    'harness/errors.ts',
    'harness/shapes.ts',
    'harness/trial',
    'mock-server',
    'results',
    'scenarios',
  ],
  'harness/trial': ['harness/clock.ts', 'harness/contract.ts', 'results', 'scenarios'],
  'harness/runtimes': [
    'harness/clock.ts',
    'harness/command.ts',
    'harness/errors.ts',
    'harness/in-path.ts',
    'harness/project.ts',
    'harness/text',
    'mock-server',
  ],
  'harness/drawing': ['harness/text'],
  'harness/analysis': ['harness/stats', 'harness/text', 'results'],
  'harness/output': ['harness/errors.ts', 'harness/measure', 'mock-server', 'results'],
  'harness/engine': [
    'harness/analysis/launches.ts',
    'harness/catalog.ts',
    'harness/claim-contract.ts',
    'harness/clock.ts',
    'harness/contract.ts',
    'harness/errors.ts',
    'harness/bundle',
    'harness/git.ts',
    'harness/inspect',
    'harness/measure',
    'harness/output',
    'harness/project.ts',
    'harness/runtimes',
    'harness/stats',
    'harness/text',
    'harness/trial',
    'mock-server',
    'results',
    'scenarios',
  ],
  'harness/report': [
    'harness/analysis',
    'harness/command.ts',
    'harness/drawing',
    'harness/errors.ts',
    'harness/output',
    'harness/project.ts',
    'harness/stats',
    'harness/text',
    'results',
  ],
  'harness/config': [
    'harness/bundle',
    'harness/catalog.ts',
    'harness/contract.ts',
    'harness/engine',
    'harness/errors.ts',
    'harness/folders-up.ts',
    'harness/shapes.ts',
    'harness/project.ts',
    'mock-server',
  ],
  'harness/compare': BELOW_COMMANDS,
  'harness/check': BELOW_COMMANDS,
  'harness/claims': BELOW_COMMANDS,
  'harness/mock': BELOW_COMMANDS,
  'harness/init': BELOW_COMMANDS,
  'harness/verify': BELOW_COMMANDS,
};

const importRule = {
  create(context) {
    const root = import.meta.dirname;
    const here = placeOf(relative(root, context.filename));
    if (here === undefined) return {};
    const allowed = [here, ...MAY_IMPORT[here]];
    return {
      'ImportDeclaration, ExportNamedDeclaration[source], ExportAllDeclaration, ImportExpression'(
        node,
      ) {
        const target = node.source.value;
        if (typeof target !== 'string' || !target.startsWith('.')) return;
        const file = relative(root, resolve(dirname(context.filename), target));
        if (allowed.some((place) => isIn(file, place))) return;
        const message = `${here} may import only from: ${MAY_IMPORT[here].join(', ') || 'itself'} (ARCHITECTURE.md)`;
        context.report({ node, message });
      },
    };
  },
};

function placeOf(file) {
  const places = Object.keys(MAY_IMPORT).filter((place) => isIn(file, place));
  return places.sort((a, b) => b.length - a.length)[0];
}

function isIn(file, place) {
  const path = file.split(sep).join('/');
  return path === place || path.startsWith(`${place}/`);
}

export default defineConfig(
  globalIgnores(['dist/', '.cache/', 'results/latest/', 'results/check/']),
  js.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    plugins: { project: { rules: { 'import-rule': importRule } } },
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      'max-lines': ['error', { max: 250 }],
      'max-lines-per-function': ['error', { max: 40, skipBlankLines: true, skipComments: true }],
      'project/import-rule': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
    },
  },
  {
    files: ['test/**/*.ts'],
    rules: {
      'max-lines-per-function': 'off',
      // node:test's describe and it return promises that the runner awaits.
      '@typescript-eslint/no-floating-promises': [
        'error',
        {
          allowForKnownSafeCalls: [
            { from: 'package', name: ['describe', 'it', 'test', 'suite'], package: 'node:test' },
          ],
        },
      ],
    },
  },
  {
    files: ['harness/drawing/*.js'],
    languageOptions: {
      sourceType: 'script',
      globals: { document: 'readonly', innerWidth: 'readonly', innerHeight: 'readonly' },
    },
  },
  {
    files: ['examples/**/*.mjs'],
    languageOptions: { globals: { Buffer: 'readonly', WebAssembly: 'readonly' } },
  },
  {
    files: ['examples/starters/*.mjs'],
    languageOptions: {
      globals: { console: 'readonly', fetch: 'readonly', process: 'readonly' },
    },
  },
  {
    files: ['**/*.cjs'],
    languageOptions: {
      sourceType: 'commonjs',
      globals: {
        require: 'readonly',
        __dirname: 'readonly',
        process: 'readonly',
        console: 'readonly',
      },
    },
  },
);
