import { extname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { ImportKind, OnResolveArgs, OnResolveResult, Plugin, PluginBuild } from 'esbuild';

import { isOwn, isProgram } from './ownership.ts';

/** Marks what this plugin asks of esbuild, which then comes back to the plugin. */
const ASKED = Symbol('asked');

/** Root of the running package, or of its compiled form in dist/. */
const ROOT = resolve(import.meta.dirname, '../..');
/** What users' files import of this package: always the running one, installed or not. */
const OF_THIS_PACKAGE = new Map([
  ['concurrency-bench', join(ROOT, `harness/api${extname(import.meta.filename)}`)],
  ['concurrency-bench/model', join(ROOT, `scenarios/model${extname(import.meta.filename)}`)],
]);

/**
 * Decides what is built into the bundle of an entry, namely the user's own sources, and what stays
 * where it is. That is named by its absolute place, so that the built file may lie anywhere.
 */
export function resolving(entry: string): Plugin {
  return {
    name: 'resolving',
    setup(build) {
      build.onResolve({ filter: /./ }, async (args) =>
        args.pluginData === ASKED ? undefined : resolved(args, entry, build),
      );
    },
  };
}

/** Undefined leaves the import to esbuild, which then says what is wrong with it. */
async function resolved(
  args: OnResolveArgs,
  entry: string,
  build: PluginBuild,
): Promise<OnResolveResult | undefined> {
  const ofThisPackage = OF_THIS_PACKAGE.get(args.path);
  if (ofThisPackage !== undefined) return outside(ofThisPackage, args.kind);
  const path = args.path.startsWith('file:') ? fileURLToPath(args.path) : args.path;
  const { importer, namespace, resolveDir, kind, with: attributes } = args;
  const asked = { importer, namespace, resolveDir, kind, with: attributes, pluginData: ASKED };
  const found = await build.resolve(path, asked);
  if (found.errors.length > 0) return kind === 'dynamic-import' ? missing(args) : undefined;
  if (found.external || found.namespace !== 'file') return found;
  const { suffix } = found;
  if (isBuilt(found.path, args) && isOwn(found.path, entry)) return { path: found.path, suffix };
  return { ...outside(found.path, kind), suffix };
}

/** JSON that Node loads itself stays a file, so that it is parsed as it is without building. */
function isBuilt(path: string, { kind, with: attributes }: OnResolveArgs): boolean {
  if (isProgram(path)) return true;
  const isLoadedByNode = kind === 'require-call' || attributes['type'] === 'json';
  return path.endsWith('.json') && !isLoadedByNode;
}

/** A dynamic import fails when it is reached, as it does in Node; there is nothing at this place. */
function missing({ path, resolveDir }: OnResolveArgs): OnResolveResult {
  const place = path.startsWith('.')
    ? resolve(resolveDir, path)
    : join(resolveDir, 'node_modules', path);
  return outside(place, 'dynamic-import');
}

function outside(path: string, kind: ImportKind): OnResolveResult {
  return { path: kind === 'require-call' ? path : pathToFileURL(path).href, external: true };
}
