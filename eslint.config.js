import js from '@eslint/js';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

/**
 * The import rule of ARCHITECTURE.md: for each folder, the project folders it may import from.
 * Imports inside the folder itself are always allowed; type-only imports obey the rule too.
 */
const MAY_IMPORT = {
  results: [],
  'mock-server': [],
  scenarios: ['harness/contract.ts'],
  'harness/stats': [],
  'harness/measure': ['results'],
  'harness/trial': ['harness/contract.ts', 'scenarios'],
  'harness/analysis': ['harness/stats', 'results'],
  'harness/report': ['harness/analysis', 'results'],
  'harness/run': [
    'harness/contract.ts',
    'harness/options.ts',
    'harness/catalog.ts',
    'harness/errors.ts',
    'harness/measure',
    'mock-server',
    'results',
    'scenarios',
  ],
};

const PLACES = [
  'results',
  'mock-server',
  'scenarios',
  'test',
  'harness/stats',
  'harness/measure',
  'harness/trial',
  'harness/analysis',
  'harness/report',
  'harness/run',
  'harness/check',
  'harness/[a-z-]+\\.ts',
];

/** Places are written as in MAY_IMPORT; inside harness/ a sibling is reached as `../stats/…`. */
function importPattern(place) {
  const inside = place.replace(/^harness\//, '(harness/)?');
  return `^(\\.\\./)+${inside}${/\.ts$/.test(place) ? '$' : '/'}`;
}

function importRule([folder, allowed]) {
  const forbidden = PLACES.filter((place) => place !== folder && !allowed.includes(place));
  const exceptions = allowed.filter((place) => place.endsWith('.ts')).map((file) => file.replace(/^harness\//, ''));
  return {
    files: [`${folder}/**/*.ts`],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: forbidden.map((place) => ({
            regex:
              exceptions.length > 0 && place === 'harness/[a-z-]+\\.ts'
                ? `^(\\.\\./)+(harness/)?(?!(${exceptions.join('|').replaceAll('.', '\\.')})$)[a-z-]+\\.ts$`
                : importPattern(place),
            message: `${folder} may import only from: ${allowed.join(', ') || 'nothing of the project'} (ARCHITECTURE.md).`,
          })),
        },
      ],
    },
  };
}

export default defineConfig(
  globalIgnores(['dist/', '.cache/', 'results/latest/']),
  js.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      'max-lines': ['error', { max: 250 }],
      'max-lines-per-function': ['error', { max: 40, skipBlankLines: true, skipComments: true }],
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
        { allowForKnownSafeCalls: [{ from: 'package', name: ['describe', 'it', 'test', 'suite'], package: 'node:test' }] },
      ],
    },
  },
  { files: ['**/*.cjs'], languageOptions: { sourceType: 'commonjs', globals: { require: 'readonly', process: 'readonly', console: 'readonly', __dirname: 'readonly' } } },
  ...Object.entries(MAY_IMPORT).map(importRule),
);
