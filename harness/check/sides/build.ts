import { hash } from 'node:crypto';
import { existsSync, readFileSync, realpathSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';

import { runStep } from './step.ts';

/** Fields of package.json that decide what is installed. */
const INSTALL_FIELDS = [
  'dependencies',
  'devDependencies',
  'optionalDependencies',
  'peerDependencies',
  'overrides',
  'allowScripts',
];

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
  const step = { name: 'npm ci', cwd: folder, side: folder };
  await runStep(step, ['npm', 'ci', '--no-audit', '--no-fund'], signal);
}

/**
 * Compiles the project in `source` into `target`/dist with its own compiler. Throws HarnessError. Types are
 * left to the project's lint: what runs does not depend on them, and they take three quarters of the time.
 */
export async function compile(source: string, target: string, signal: AbortSignal): Promise<void> {
  const compiler = join(source, 'node_modules/typescript/bin/tsc');
  const dist = join(target, 'dist');
  const output = ['--outDir', dist, '--tsBuildInfoFile', join(dist, '.tsbuildinfo')];
  const args = [compiler, '--project', 'tsconfig.build.json', '--noCheck', ...output];
  await runStep({ name: 'tsc', cwd: source, side: source }, [process.execPath, ...args], signal);
}
