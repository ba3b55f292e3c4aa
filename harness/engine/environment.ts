import { readFileSync } from 'node:fs';
import { findPackageJSON } from 'node:module';

import type { Environment } from '../../results/format.ts';
import { checkedOut } from '../git.ts';
import { projectOf } from '../project.ts';
import { readMachine } from './machine.ts';
import { thisSuite } from './suite.ts';
import { figureVariables } from './variables.ts';

/** The packages that take part in what is measured. */
const PACKAGES = ['undici', 'piscina', 'execa', 'msw', 'tinybench'];

/**
 * What a reader must know of the machine and the program to judge or repeat a run; `sources` is the
 * folder of what is measured.
 */
export async function readEnvironment(sources: string): Promise<Omit<Environment, 'id'>> {
  return {
    ...readMachine(),
    node: process.versions.node,
    v8: process.versions.v8,
    nodeOptions: [...process.execArgv, ...(process.env['NODE_OPTIONS'] ?? '').split(' ')].filter(
      Boolean,
    ),
    variables: figureVariables(process.env),
    packages: Object.fromEntries(PACKAGES.map((name) => [name, installedVersion(name)])),
    suite: thisSuite(),
    // A stored run that is not committed yet changes nothing that is measured.
    ...(await checkedOut(sources, projectOf(process.cwd()).baselineDir)),
  };
}

/** Version of an installed package; the package need not export its package.json. */
function installedVersion(name: string): string {
  const file = findPackageJSON(name, import.meta.url) ?? '';
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}
