import { realpathSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, type BuildOptions, type StdinOptions } from 'esbuild';

import { BundleError, isBuilderGone, isBuildFailure } from './bundle-error.ts';
import { builtName, DEFAULT_EXPORT, ESBUILD_TARGET, requireOf } from './built-file.ts';
import { entryProblem, firstProblem } from './problems.ts';
import { resolving } from './resolving.ts';
import { SourceFiles } from './source-files.ts';

/** A user's file built to JavaScript. */
export interface Bundle {
  /** File URL of the built module; its default export is the user's. */
  readonly url: string;
  /** Absolute paths of the sources that were built, sorted. */
  readonly inputs: readonly string[];
}

/**
 * Builds a user's file and what it imports of the user's own sources into one module in `outDir`, and
 * each worker program that they name into one more. Packages stay where they are. Throws BundleError.
 */
export async function bundle(file: string, outDir: string): Promise<Bundle> {
  const problem = entryProblem(file);
  if (problem !== null) throw new BundleError(problem);
  const entry = realpathSync(file);
  const sources = new SourceFiles(entry);
  const built = resolve(outDir, builtName(entry, 'default'));
  await buildOne(built, sources, { stdin: defaultExport(entry) });
  // Building one worker program may add others to the set, which the loop then reaches.
  for (const worker of sources.workers) {
    await buildOne(join(outDir, builtName(worker)), sources, { entryPoints: [worker] });
  }
  return { url: pathToFileURL(built).href, inputs: [...sources.inputs].sort() };
}

/**
 * What every importer sees alike: `export default`, or `module.exports`, or the `exports.default` of
 * compiled CommonJS. esbuild unwraps the latter, and a missing one is undefined.
 */
function defaultExport(entry: string): StdinOptions {
  const contents = `import * as user from ${JSON.stringify(entry)};\nexport default user.default;\n`;
  return { contents, resolveDir: dirname(entry), sourcefile: DEFAULT_EXPORT };
}

async function buildOne(
  outfile: string,
  sources: SourceFiles,
  entry: Pick<BuildOptions, 'stdin' | 'entryPoints'>,
): Promise<void> {
  try {
    await build({
      ...entry,
      outfile,
      absWorkingDir: dirname(sources.entry),
      bundle: true,
      format: 'esm',
      platform: 'node',
      target: ESBUILD_TARGET,
      // Node's own, and not `module`, which esbuild adds when none are given.
      conditions: ['module-sync', 'node-addons'],
      // Bundled CommonJS requires built-in modules and packages by this.
      banner: { js: `const require = ${requireOf(pathToFileURL(sources.entry).href)};` },
      sourcemap: 'linked',
      sourcesContent: false,
      logLevel: 'silent',
      plugins: [resolving(sources.entry), sources.loading()],
    });
  } catch (error) {
    if (isBuilderGone(error))
      throw new BundleError(`${sources.entry}: esbuild was ended while it built it`, {
        cause: error,
      });
    if (!isBuildFailure(error)) throw error;
    throw new BundleError(firstProblem(error.errors, sources), { cause: error });
  }
}
