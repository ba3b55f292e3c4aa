import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

export type PackageManager = 'npm' | 'pnpm' | 'yarn' | 'bun';

/** The file that says which versions a project is installed with. */
export interface Lockfile {
  readonly manager: PackageManager;
  readonly path: string;
  /** Installs these versions and no others, in the folder of the file. */
  readonly install: readonly string[];
}

const MANAGERS: Readonly<Record<string, PackageManager>> = {
  'package-lock.json': 'npm',
  'npm-shrinkwrap.json': 'npm',
  'pnpm-lock.yaml': 'pnpm',
  'yarn.lock': 'yarn',
  'bun.lock': 'bun',
  'bun.lockb': 'bun',
};

/** The lockfile that holds for a folder: the nearest one upwards, as far as `root`. Null without one. */
export function lockfileOf(folder: string, root: string): Lockfile | null {
  const name = Object.keys(MANAGERS).find((each) => existsSync(join(folder, each)));
  const manager = MANAGERS[name ?? ''];
  if (name !== undefined && manager !== undefined) {
    const path = join(folder, name);
    return { manager, path, install: installCommand(manager, path) };
  }
  const above = dirname(folder);
  return folder === root || above === folder ? null : lockfileOf(above, root);
}

function installCommand(manager: PackageManager, path: string): readonly string[] {
  if (manager === 'npm') return ['npm', 'ci'];
  return [manager, 'install', isModernYarn(path) ? '--immutable' : '--frozen-lockfile'];
}

/** Yarn from version 2 on; its lockfile has another format, and it refuses the old flag in CI. */
function isModernYarn(path: string): boolean {
  return path.endsWith('yarn.lock') && /^__metadata:/m.test(readFileSync(path, 'utf8'));
}
