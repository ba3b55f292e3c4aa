import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The file that says which packages a folder and the workspaces below it have installed. */
export interface Lockfile {
  readonly folder: string;
  readonly name: string;
  readonly text: string;
}

/** Of each package manager; where a folder has several, the first counts. */
const LOCKFILES = [
  'npm-shrinkwrap.json',
  'package-lock.json',
  'pnpm-lock.yaml',
  'yarn.lock',
  'bun.lock',
  'bun.lockb',
];

/** The nearest one in these folders, nearest first; null where none has one. */
export function nearestLockfile(folders: readonly string[]): Lockfile | null {
  for (const folder of folders) {
    const name = LOCKFILES.find((file) => existsSync(join(folder, file)));
    if (name === undefined) continue;
    // Binary only in older versions of bun, and then compared, never read.
    return { folder, name, text: readFileSync(join(folder, name), 'latin1') };
  }
  return null;
}

/** What installs exactly what the lockfile says. */
export function installCommand(lockfile: Lockfile): readonly [string, ...string[]] {
  switch (lockfile.name) {
    case 'pnpm-lock.yaml':
      return pnpmCommand(lockfile);
    case 'yarn.lock':
      return ['yarn', 'install', isClassicYarn(lockfile) ? '--frozen-lockfile' : '--immutable'];
    case 'bun.lock':
    case 'bun.lockb':
      return ['bun', 'install', '--frozen-lockfile'];
    default:
      return ['npm', 'ci', '--no-audit', '--no-fund'];
  }
}

/** Without a workspace of its own pnpm takes one of a folder above, which is the user's. */
function pnpmCommand({ folder }: Lockfile): readonly [string, ...string[]] {
  const isWorkspace = existsSync(join(folder, 'pnpm-workspace.yaml'));
  const alone = isWorkspace ? [] : ['--ignore-workspace'];
  return ['pnpm', 'install', '--frozen-lockfile', ...alone];
}

/** Yarn 2 and later write a table of their own into the lockfile. */
function isClassicYarn({ text }: Lockfile): boolean {
  return !/^__metadata:/m.test(text);
}
