import { hash } from 'node:crypto';
import { existsSync, readFileSync, realpathSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';

import { HarnessError } from '../../errors.ts';
import { NO_REPOSITORY } from '../../git.ts';

/** Fields of package.json that decide what is installed. */
const INSTALL_FIELDS = [
  'dependencies',
  'devDependencies',
  'optionalDependencies',
  'peerDependencies',
  'overrides',
  'allowScripts',
];

/** Of the end of what a failed step printed. */
const TAIL_LINES = 15;

/** The same for two project folders only if the same packages belong into their node_modules. */
export function installKey(folder: string): string {
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as object;
  const fields = Object.entries(manifest).filter(([name]) => INSTALL_FIELDS.includes(name));
  const lock = join(folder, 'package-lock.json');
  const locked = existsSync(lock) ? readFileSync(lock, 'utf8') : '';
  return hash('sha256', JSON.stringify(fields.sort(([a], [b]) => (a < b ? -1 : 1))) + locked);
}

/**
 * Gives a folder the packages of another. A link, so that both sides of a check load the very same
 * files: one page cache, and pages that count as shared on both.
 */
export function linkPackages(from: string, folder: string): void {
  symlinkSync(realpathSync(join(from, 'node_modules')), join(folder, 'node_modules'));
}

/** Installs what the folder's own lock file says. Throws HarnessError. */
export async function installPackages(folder: string, signal: AbortSignal): Promise<void> {
  await step('npm ci', 'npm', ['ci', '--no-audit', '--no-fund'], { cwd: folder, signal });
}

/** Compiles the project in `source` into `target`/dist with its own compiler. Throws HarnessError. */
export async function compile(source: string, target: string, signal: AbortSignal): Promise<void> {
  const compiler = join(source, 'node_modules/typescript/bin/tsc');
  const dist = join(target, 'dist');
  const output = ['--outDir', dist, '--tsBuildInfoFile', join(dist, '.tsbuildinfo')];
  const args = [compiler, '--project', 'tsconfig.build.json', ...output];
  await step('tsc', process.execPath, args, { cwd: source, signal });
}

async function step(
  name: string,
  file: string,
  args: readonly string[],
  { cwd, signal }: { readonly cwd: string; readonly signal: AbortSignal },
): Promise<void> {
  // npm runs git for packages that come from there.
  const options = {
    ...{ cwd, env: NO_REPOSITORY, cancelSignal: signal },
    ...({ all: true, reject: false } as const),
  };
  const result = await execa(file, args, options);
  signal.throwIfAborted();
  if (!result.failed) return;
  // A program that could not be started has printed nothing.
  const output = result.all.trim() === '' ? (result.shortMessage ?? '') : result.all.trim();
  const tail = output.split('\n').slice(-TAIL_LINES).join('\n');
  throw new HarnessError('ref-build', `${cwd} cannot be built, ${name} failed:\n${tail}\n`);
}
