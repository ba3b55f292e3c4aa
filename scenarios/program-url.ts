import { extname } from 'node:path';

/**
 * URL of a sibling program, as `./worker-threads/worker` seen from `import.meta`. Programs run as
 * .ts in tests and as .js when measured, and the compiler does not rewrite URLs.
 */
export function programUrl(meta: ImportMeta, path: string): URL {
  return new URL(`${path}${extname(meta.filename)}`, meta.url);
}
