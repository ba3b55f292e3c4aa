import { statSync } from 'node:fs';
import { SourceMap, type SourceMapPayload } from 'node:module';
import { dirname } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build, type OnLoadResult, type Plugin } from 'esbuild';

import { isBuildFailure } from './bundle-error.ts';
import { builtName, ESBUILD_TARGET, requireOf } from './built-file.ts';
import { isOwn, isProgram } from './ownership.ts';

/** Between the code that esbuild prints and its source map. */
const MAP_COMMENT = '//# sourceMappingURL=data:application/json;base64,';

/** `new URL('./x.ts', import.meta.url)` as esbuild prints it. */
const WORKER_URL = /new URL\(\s*(["'`])(\.[^"'`]*)\1,\s*"(file:[^"]*)"\s*\)/g;
const RESOLVED_URL = /import\.meta\.resolve\(\s*(["'`])(\.[^"'`]*)\1\s*\)/g;
/** esbuild leaves it alone, so that it would look from the built file. */
const REQUIRE_RESOLVE = /(?<![\w$.])require\.resolve\(/g;

/**
 * The user's own sources. Each becomes JavaScript alone, before it is bundled, because only then can
 * esbuild put in what differs from file to file: the place that `import.meta.url` and the like name.
 */
export class SourceFiles {
  /** The file that everything else is reached from. */
  readonly entry: string;
  /** Absolute paths of the sources loaded so far. */
  readonly inputs = new Set<string>();
  /** Worker programs named in the sources loaded so far, by path. */
  readonly workers = new Set<string>();
  readonly #maps = new Map<string, SourceMap>();

  constructor(entry: string) {
    this.entry = entry;
  }

  loading(): Plugin {
    return {
      name: 'source-files',
      setup: (building) => {
        building.onLoad({ filter: /./, namespace: 'file' }, ({ path }) => {
          this.inputs.add(path);
          return isProgram(path) ? this.#load(path) : undefined;
        });
      },
    };
  }

  /** Position, from 0, in a source of one in its JavaScript. A source that has become none has itself. */
  originalPosition(path: string, line: number, column: number): readonly [number, number] {
    const found = this.#maps.get(path)?.findEntry(line, column);
    if (found === undefined || !('originalLine' in found)) return [line, column];
    return [found.originalLine, found.originalColumn];
  }

  async #load(path: string): Promise<OnLoadResult> {
    const url = pathToFileURL(path).href;
    try {
      const text = await javaScriptOf(path, url, dirname(this.entry));
      const end = text.lastIndexOf(MAP_COMMENT);
      const [code, map] = [text.slice(0, end), text.slice(end + MAP_COMMENT.length)];
      const payload = JSON.parse(Buffer.from(map, 'base64').toString()) as SourceMapPayload;
      this.#maps.set(path, new SourceMap(payload));
      const contents = this.#withPlaces(code, url) + MAP_COMMENT + map;
      return { contents, loader: 'js' };
    } catch (error) {
      if (!isBuildFailure(error)) throw error;
      return { errors: error.errors };
    }
  }

  /**
   * Makes URLs of worker programs point at the built ones, which lie beside the built file, and lets
   * `require.resolve` look from the source.
   */
  #withPlaces(code: string, url: string): string {
    return code
      .replaceAll(REQUIRE_RESOLVE, `${requireOf(url)}.resolve(`)
      .replaceAll(WORKER_URL, (whole, _, relative: string, base: string) =>
        base === url ? (this.#builtUrl(relative, url)?.padEnd(whole.length) ?? whole) : whole,
      )
      .replaceAll(RESOLVED_URL, (_, __, relative: string) => {
        const built = this.#builtUrl(relative, url);
        return built === null ? JSON.stringify(new URL(relative, url).href) : `${built}.href`;
      });
  }

  /** Code for the URL of the built file, or null when it is no program of the user's. */
  #builtUrl(relative: string, base: string): string | null {
    const url = new URL(relative, base);
    if (!isProgram(url.pathname)) return null;
    const path = fileURLToPath(url);
    const isFile = statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
    if (!isFile || !isOwn(path, this.entry)) return null;
    this.workers.add(path);
    return `new URL(${JSON.stringify(`./${builtName(path)}`)}, import.meta.url)`;
  }
}

/** The JavaScript of one source, with its source map as a comment at the end. */
async function javaScriptOf(path: string, url: string, workingFolder: string): Promise<string> {
  const file = JSON.stringify(path);
  const folder = JSON.stringify(dirname(path));
  const { outputFiles } = await build({
    entryPoints: [path],
    outfile: path,
    allowOverwrite: true,
    write: false,
    absWorkingDir: workingFolder,
    target: ESBUILD_TARGET,
    charset: 'utf8',
    define: {
      'import.meta.url': JSON.stringify(url),
      'import.meta.filename': file,
      'import.meta.dirname': folder,
      __filename: file,
      __dirname: folder,
    },
    sourcemap: 'inline',
    sourcesContent: false,
    logLevel: 'silent',
  });
  return outputFiles[0]?.text ?? '';
}
