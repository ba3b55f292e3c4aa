import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { type Ran, run } from './packed.ts';

/** A project of a user, with the package in its node_modules. */
export interface Installed {
  readonly folder: string;
  /** Runs the program as a user of this package manager would. */
  readonly bench: (...args: readonly string[]) => Promise<Ran>;
  readonly node: (...args: readonly string[]) => Promise<Ran>;
}

/** Makes an empty project, and installs into it with `add`; `exec` is what runs its programs. */
export async function install(
  folder: string,
  nodeFolder: string,
  { add, exec }: { readonly add: readonly string[]; readonly exec: readonly string[] },
): Promise<Installed> {
  mkdirSync(folder);
  const manifest = { name: 'of-a-user', private: true, type: 'module' };
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
  const words = ([file = '', ...args]: readonly string[]) =>
    run(file, args, { cwd: folder, path: [nodeFolder] });
  const { code, stdout, stderr } = await words(add);
  assert.equal(code, 0, `${stdout}${stderr}`);
  return {
    folder,
    bench: (...args) => words([...exec, 'concurrency-bench', ...args]),
    node: (...args) => words(['node', ...args]),
  };
}
