import { relative, sep } from 'node:path';

import { bundle } from '../../../bundle/bundle.ts';
import { BundleError } from '../../../bundle/bundle-error.ts';
import { shownPath } from '../../../bundle/shown-path.ts';
import { HarnessError } from '../../../errors.ts';
import type { UserModule } from '../subject.ts';
import type { Versions } from './linked-packages.ts';

/** The base's version of a user's file. */
interface BaseFile {
  readonly path: string;
  readonly ref: string;
  readonly versions: Versions;
  /** Whether a build of the user's has run. */
  readonly isBuilt: boolean;
}

/** Paths of the sources that a file consists of. */
export async function sourcesOf(path: string, outDir: string): Promise<readonly string[]> {
  return (await bundle(path, outDir)).inputs;
}

/** Builds the base's version of a module. Throws HarnessError. */
export async function buildInBase(
  module: UserModule,
  { path, ref, versions, isBuilt }: BaseFile,
  outDir: string,
): Promise<UserModule> {
  const hint = isBuilt ? '' : "; if a build makes it, name that: --build 'npm run build'";
  try {
    const { url, inputs } = await bundle(path, outDir);
    const foreign = inputs.find((input) => isOfHead(input, versions) && input !== path);
    if (foreign === undefined) return { ...module, url, shown: `${ref}: ${module.shown}` };
    const message = `${ref} lacks ${relative(versions.head, foreign)} and would run that of the working tree${hint}`;
    throw new HarnessError('ref-build', message);
  } catch (error) {
    if (!(error instanceof BundleError)) throw error;
    // As a place in the repository, and not in a folder that is gone when this is read.
    const message = error.message.replaceAll(`${shownPath(versions.base)}${sep}`, '');
    throw new HarnessError('ref-build', `${ref}: ${message}${hint}`, { cause: error });
  }
}

/** A source in the working tree that the base would find by looking upwards from its own folder. */
function isOfHead(path: string, { base, head }: Versions): boolean {
  return path.startsWith(`${head}${sep}`) && !path.startsWith(`${base}${sep}`);
}
