import { execFile } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readFile, rename } from 'node:fs/promises';
import { findPackageJSON } from 'node:module';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

import { isExecutable } from '../harness/in-path.ts';

/** A program that is built from source files, kept and built again only when something changed. */
export interface Build {
  /** Begins the name of the file that is built. */
  readonly name: string;
  /** Folder of what is built, kept between runs. */
  readonly cacheDir: string;
  /** Paths of the files that it is built from. */
  readonly sources: readonly string[];
  /** What else the result depends on, such as the version of the compiler. */
  readonly compiler: string;
  /** Builds the file of this path. */
  readonly build: (path: string) => Promise<unknown>;
}

const run = promisify(execFile);

/** Path of a program that comes with the suite, from its place in scenarios/programs/. */
export function suiteProgram(path: string): string {
  // Not beside this module: the compiler copies no files of other languages to dist/.
  const root = dirname(findPackageJSON(import.meta.url) ?? '');
  return join(root, 'scenarios/programs', path);
}

/** What a command prints, without the spaces around it; null where it fails. */
export async function outputOf(
  executable: string,
  args: readonly string[],
): Promise<string | null> {
  try {
    return (await run(executable, args)).stdout.trim();
  } catch {
    return null;
  }
}

/** Path of the built program. Rejects with what the build rejects with. */
export async function built(asked: Build): Promise<string> {
  const { name, cacheDir, sources, compiler, build } = asked;
  const hash = createHash('sha256').update(compiler);
  for (const source of sources) hash.update('\0').update(await readFile(source));
  const path = join(cacheDir, `${name}-${hash.digest('hex').slice(0, 16)}`);
  if (isExecutable(path)) return path;
  await mkdir(cacheDir, { recursive: true });
  // Another run may build the same now, and must find a whole file.
  const part = `${path}.${randomUUID()}`;
  await build(part);
  await rename(part, path);
  return path;
}
