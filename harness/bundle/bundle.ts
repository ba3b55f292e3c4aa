import { realpathSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, type BuildOptions, type StdinOptions } from 'esbuild';

import { BundleError, isBuildFailure } from './bundle-error.ts';
import { builtName, ESBUILD_TARGET } from './built-file.ts';
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
  const inputs = new Set(await buildOne(built, sources, { stdin: defaultExport(entry) }));
  // Building one worker program may add others to the set, which the loop then reaches.
  for (const worker of sources.workers) {
    const outfile = join(outDir, builtName(worker));
    for (const input of await buildOne(outfile, sources, { entryPoints: [worker] })) {
      inputs.add(input);
    }
  }
  return { url: pathToFileURL(built).href, inputs: [...inputs].sort() };
}

/**
 * What every importer sees alike: `export default`, or `module.exports`, or the `exports.default` of
 * compiled CommonJS. esbuild unwraps the latter, and a missing one is undefined.
 */
function defaultExport(entry: string): StdinOptions {
  const contents = `import * as user from ${JSON.stringify(entry)};\nexport default user.default;\n`;
  return { contents, resolveDir: dirname(entry), sourcefile: '<default>' };
}

/** Returns the absolute paths of the sources in the built file. */
async function buildOne(
  outfile: string,
  sources: SourceFiles,
  entry: Pick<BuildOptions, 'stdin' | 'entryPoints'>,
): Promise<readonly string[]> {
  const folder = dirname(sources.entry);
  try {
    const { metafile } = await build({
      ...entry,
      outfile,
      absWorkingDir: folder,
      bundle: true,
      format: 'esm',
      platform: 'node',
      target: ESBUILD_TARGET,
      // Node's own, and not `module`, which esbuild adds when none are given.
      conditions: ['module-sync', 'node-addons'],
      // A module imported for its effects has them in Node, whatever its package.json promises.
      ignoreAnnotations: true,
      // Takes effect where tsconfig.json leaves JSX to a later tool.
      jsx: 'automatic',
      banner: { js: requireFrom(sources.entry) },
      sourcemap: 'linked',
      sourcesContent: false,
      metafile: true,
      logLevel: 'silent',
      plugins: [resolving(sources.entry), sources.loading()],
    });
    const paths = Object.keys(metafile.inputs).filter((path) => path !== '<default>');
    return paths.map((path) => resolve(folder, path));
  } catch (error) {
    if (!isBuildFailure(error)) throw error;
    throw new BundleError(firstProblem(error.errors, sources), { cause: error });
  }
}

/** Bundled CommonJS requires built-in modules and packages by this. */
function requireFrom(entry: string): string {
  const base = JSON.stringify(pathToFileURL(entry).href);
  return `const require = process.getBuiltinModule('node:module').createRequire(${base});`;
}
