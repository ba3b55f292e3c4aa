import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { ROOT } from './command.ts';

const STRICT = {
  ...{ strict: true, noUncheckedIndexedAccess: true, noPropertyAccessFromIndexSignature: true },
  ...{ exactOptionalPropertyTypes: true, isolatedModules: true, skipLibCheck: true },
  // Without the types of a browser, which the suite's own sources do not expect.
  lib: ['es2024', 'esnext.disposable'],
  ...{ module: 'nodenext', target: 'es2024', noEmit: true, allowJs: true, checkJs: true },
};

/** What tsc says of these files of a user's project with strict rules; empty when they are right. */
export function typeErrors(folder: string, files: readonly string[]): string {
  const compilerOptions = {
    ...STRICT,
    ...{ types: ['node'], typeRoots: [join(ROOT, 'node_modules/@types')] },
    // The package is not built here: the source of these types, which the package hands on.
    ...{ allowImportingTsExtensions: true },
    paths: {
      'concurrency-bench': [join(ROOT, 'harness/contract.ts')],
      'concurrency-bench/model': [join(ROOT, 'scenarios/model.ts')],
    },
  };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files }));
  const compiler = join(ROOT, 'node_modules/.bin/tsc');
  return spawnSync(compiler, ['-p', folder], { encoding: 'utf8' }).stdout;
}
