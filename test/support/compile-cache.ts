/**
 * Imported by every process of `npm test` that runs a file of tests. A test of a command starts up to
 * ten processes of Node that strip the types of the same files and compile them. They share what they
 * make through Node's compile cache, which every process below inherits. `pretest` empties it, since
 * most entries are of files in temporary folders, which no later run has.
 */
import { join } from 'node:path';

process.env['NODE_COMPILE_CACHE'] ??= join(import.meta.dirname, '../../.cache/compiled-by-tests');
