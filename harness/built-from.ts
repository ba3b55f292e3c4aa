import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';

import { HarnessError } from './errors.ts';

/** In dist/: the digest of what it was built from. */
export const BUILT_FROM = '.built-from';

/** Folders of tsconfig.build.json. */
const FOLDERS = ['harness', 'mock-server', 'results', 'scenarios'];
const SETTINGS = ['tsconfig.json', 'tsconfig.build.json'];
/** What is compiled, and what is copied because it is read at run time (harness/build/build.cjs). */
const SOURCE = /\.ts$|^(harness|mock-server)\/.*\.(br|css|js|md|yml)$/;

/** Of every file that dist/ is built from, with its path below `root`. */
export function sourcesDigest(root: string): string {
  const digest = createHash('sha256');
  const files = FOLDERS.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map(
      (name) => `${folder}/${name.replaceAll('\\', '/')}`,
    ),
  ).filter((path) => SOURCE.test(path));
  for (const path of [...files.sort(), ...SETTINGS]) {
    const content = readFileSync(join(root, path));
    digest.update(`${path} ${content.length}\n`).update(content);
  }
  return digest.digest('hex');
}

/**
 * npm builds dist/ before each command, other ways to start one do not: figures of another program
 * than the one in the editor would be worse than none. A package has no sources, and its own dist/.
 * Throws HarnessError.
 */
export function refuseStaleBuild(): void {
  if (extname(import.meta.filename) === '.ts') return;
  const dist = join(import.meta.dirname, '..');
  const root = join(dist, '..');
  if (!existsSync(join(root, 'harness/cli.ts'))) return;
  const file = join(dist, BUILT_FROM);
  if (existsSync(file) && readFileSync(file, 'utf8') === sourcesDigest(root)) return;
  throw new HarnessError(
    'stale-build',
    `${dist} was built from other sources than those in ${root}: run \`npm run build\``,
  );
}
