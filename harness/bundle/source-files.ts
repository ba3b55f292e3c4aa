import { statSync } from 'node:fs';
import { SourceMap, type SourceMapPayload } from 'node:module';
import { dirname } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build, type OnLoadResult, type Plugin } from 'esbuild';

import { isBuildFailure } from './bundle-error.ts';
import { builtName, ESBUILD_TARGET } from './built-file.ts';
import { isOwn, isProgram } from './ownership.ts';

/** Between the code that esbuild prints and its source map. */
const MAP_COMMENT = '//# sourceMappingURL=data:application/json;base64,';

/** `new URL('./x.ts', import.meta.url)` as esbuild prints it. */
const WORKER_URL = /new URL\(\s*(["'`])(\.[^"'`]*)\1,\s*"(file:[^"]*)"\s*\)/g;
const RESOLVED_URL = /import\.meta\.resolve\(\s*(["'`])(\.[^"'`]*)\1\s*\)/g;

/**
 * The user's own sources. Each becomes JavaScript alone, before it is bundled, because only then can
 * esbuild put in what differs from file to file: the place that `import.meta.url` and the like name.
 */
export class SourceFiles {
  /** The file that everything else is reached from. */
  readonly entry: string;
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
        building.onLoad({ filter: /./, namespace: 'file' }, ({ path }) =>
          isProgram(path) ? this.#load(path) : undefined,
        );
      },
    };
  }

  /** Position in the user's source of one in its JavaScript, both from 0. */
  originalPosition(path: string, line: number, column: number): readonly [number, number] {
    const found = this.#maps.get(path)?.findEntry(line, column);
    if (found === undefined || !('originalLine' in found)) return [line, column];
    return [found.originalLine, found.originalColumn];
  }

  async #load(path: string): Promise<OnLoadResult> {
    const url = pathToFileURL(path).href;
    try {
      const text = await javaScriptOf(path, url);
      const [code = '', map = ''] = text.split(MAP_COMMENT);
      const payload = JSON.parse(Buffer.from(map, 'base64').toString()) as SourceMapPayload;
      this.#maps.set(path, new SourceMap(payload));
      const contents = this.#withBuiltWorkers(code, url) + MAP_COMMENT + map;
      return { contents, loader: path.endsWith('x') ? 'jsx' : 'js' };
    } catch (error) {
      if (!isBuildFailure(error)) throw error;
      return { errors: error.errors };
    }
  }

  /** Makes URLs of worker programs point at the built ones, which lie beside the built file. */
  #withBuiltWorkers(code: string, url: string): string {
    return code
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
async function javaScriptOf(path: string, url: string): Promise<string> {
  const file = JSON.stringify(path);
  const folder = JSON.stringify(dirname(path));
  const { outputFiles } = await build({
    entryPoints: [path],
    outfile: path,
    allowOverwrite: true,
    write: false,
    absWorkingDir: dirname(path),
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
