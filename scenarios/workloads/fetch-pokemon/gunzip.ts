import { gunzipSync } from 'node:zlib';

import { ItemError } from '../../item-error.ts';

/** Far above the largest document (665 KB); stops a body that inflates without end. */
const MAX_OUTPUT_BYTES = 64 * 1024 * 1024;

/** Synchronous: for bodies of 5 KB a trip through zlib's threads costs more than the inflating. */
export function gunzip(body: Uint8Array): Uint8Array {
  try {
    return gunzipSync(body, { maxOutputLength: MAX_OUTPUT_BYTES });
  } catch (error) {
    throw new ItemError('encoding', `bad gzip body: ${(error as Error).message}`, { cause: error });
  }
}
