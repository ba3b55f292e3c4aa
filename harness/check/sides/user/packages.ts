import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';

import type { Finding } from '../../../analysis/finding.ts';
import { foldersUp } from '../../../folders-up.ts';
import { installCommand, type Lockfile, nearestLockfile } from '../../../lockfile.ts';
import type { BuildWatch } from '../checkout.ts';
import { runStep } from '../step.ts';
import { linkPackages, type Versions } from './linked-packages.ts';
import { listedFiles } from './repository.ts';

/** Fields of package.json that decide what is installed. */
const INSTALL_FIELDS = [
  ...['dependencies', 'devDependencies', 'optionalDependencies', 'peerDependencies'],
  ...['bundleDependencies', 'overrides', 'resolutions', 'pnpm', 'workspaces', 'packageManager'],
];

/** Manifests that ask for no packages. */
const NOTHING = '[]';

/**
 * For an install that only this check uses. In production only half would be installed, a
 * workspace asked of npm is the user's, and hooks of git would be written into the user's repository.
 */
const INSTALL_ENV = {
  NODE_ENV: undefined,
  npm_config_workspace: undefined,
  npm_config_workspaces: undefined,
  ...{ HUSKY: '0', LEFTHOOK: '0', SKIP_INSTALL_SIMPLE_GIT_HOOKS: '1' },
};

export interface BasePackages {
  /** Whether both sides ask for the same packages, and so load the same files of them. */
  readonly areSame: boolean;
  readonly findings: readonly Finding[];
}

/**
 * Gives the base the packages that its lockfiles name: those of the working tree where both agree.
 * `places` are the folders of the user's files. Throws HarnessError.
 */
export async function providePackages(
  versions: Versions,
  { places, ref }: { readonly places: readonly string[]; readonly ref: string },
  { note, signal }: BuildWatch,
): Promise<BasePackages> {
  const wants = [...new Set(places)].map((place) => wantOf(place, versions));
  const installs = new Map(
    wants.flatMap(({ lockfile, same }) =>
      lockfile === null || same ? [] : [[lockfile.folder, lockfile]],
    ),
  );
  for (const lockfile of installs.values()) {
    const command = installCommand(lockfile);
    const name = command.join(' ');
    note(`${ref} has other packages than the working tree: ${name}`);
    const step = { name, cwd: lockfile.folder, side: ref, env: INSTALL_ENV };
    await runStep(step, command, signal);
  }
  const linked = wants.filter(({ lockfile, same }) => lockfile === null || same);
  const others = linked.length === 0 ? [] : await manifestFolders(versions.base);
  for (const folder of new Set([...linked.flatMap(({ folders }) => folders), ...others])) {
    linkPackages(relative(versions.base, folder), versions);
  }
  const isHeads = linked.some(({ same, isEmpty }) => !same && !isEmpty);
  return {
    areSame: wants.every(({ same }) => same),
    findings: isHeads ? [packagesOfHead(ref)] : [],
  };
}

/** What a place of the base needs, nearest folder first. */
function wantOf(place: string, { base, head }: Versions) {
  const folders = foldersUp(join(base, place), base);
  const manifests = manifestsIn(folders, base);
  const lockfile = nearestLockfile(folders);
  const sameManifests = manifests === manifestsIn(foldersUp(join(head, place), head), head);
  const same = sameManifests && (lockfile === null || isInHead(lockfile, { base, head }));
  return { folders, lockfile, same, isEmpty: manifests === NOTHING };
}

/** What the manifests of these folders ask for, as text to be compared. */
function manifestsIn(folders: readonly string[], top: string): string {
  const each = folders
    .map((folder) => [relative(top, folder), installFields(join(folder, 'package.json'))])
    .filter(([, fields]) => fields?.length !== 0);
  return JSON.stringify(each);
}

function installFields(path: string): string | readonly unknown[] {
  if (!existsSync(path)) return [];
  const text = readFileSync(path, 'utf8');
  try {
    const manifest = JSON.parse(text) as object;
    const fields = Object.entries(manifest).filter(([name]) => INSTALL_FIELDS.includes(name));
    return fields.sort(([a], [b]) => (a < b ? -1 : 1));
  } catch {
    // Not for this program to complain of: whatever reads it next does.
    return text;
  }
}

function isInHead({ folder, name, text }: Lockfile, { base, head }: Versions): boolean {
  const path = join(head, relative(base, folder), name);
  return existsSync(path) && readFileSync(path, 'latin1') === text;
}

/** Folders of a repository that may have a node_modules of their own. */
async function manifestFolders(top: string): Promise<readonly string[]> {
  const files = await listedFiles(top);
  return files.filter((file) => basename(file) === 'package.json').map(dirname);
}

function packagesOfHead(ref: string): Finding {
  return {
    code: 'packages-of-head',
    severity: 'warning',
    scenario: null,
    seen: `${ref} asks for other packages than the working tree and has no lockfile to install them from, so both sides use those of the working tree`,
    advice: 'Commit the lockfile of your package manager.',
  };
}
