/**
 * Imported by the runner of `npm test`. A test of a command starts up to ten processes of Node that
 * strip the types of the same files and compile them. They share what they make through Node's
 * compile cache, which every process below the runner inherits.
 */
import { rmSync } from 'node:fs';
import { join } from 'node:path';

if (process.env['NODE_COMPILE_CACHE'] === undefined) {
  const folder = join(import.meta.dirname, '../../.cache/compiled-by-tests');
  // Most entries are of files in temporary folders, which no later run has.
  rmSync(folder, { recursive: true, force: true });
  process.env['NODE_COMPILE_CACHE'] = folder;
}
