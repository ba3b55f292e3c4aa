import { cpSync, mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';

import { ROOT } from './command.ts';

/** What every command needs. Reports explain findings, and end with a program to start with. */
export const PRODUCT = [
  ...['harness', 'mock-server', 'results', 'scenarios', 'package.json'],
  ...['docs/findings.md', 'examples/starters'],
];

/**
 * Copies these files and folders of the project into a folder that is empty. Packages, generated
 * data and copies of Node are links to those of the project.
 */
export function copyProject(
  folder: string,
  paths: readonly string[],
  filter: (path: string) => boolean = () => true,
): void {
  for (const path of paths)
    cpSync(join(ROOT, path), join(folder, path), { recursive: true, filter });
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  mkdirSync(join(folder, '.cache'));
  const shared = join(ROOT, '.cache');
  mkdirSync(shared, { recursive: true });
  for (const entry of readdirSync(shared, { withFileTypes: true })) {
    if (entry.isFile()) symlinkSync(join(shared, entry.name), join(folder, '.cache', entry.name));
  }
}
