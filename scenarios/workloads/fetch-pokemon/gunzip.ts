import { gunzipSync } from 'node:zlib';

import { ItemError } from '../../item-error.ts';

/** Far above the largest document (665 KB); stops a broken trailer from asking for 4 GB. */
const MAX_OUTPUT_BYTES = 64 * 1024 * 1024;
/** Smallest output piece zlib accepts. */
const MIN_CHUNK_BYTES = 64;

/**
 * Inflates in one piece: the last four bytes of a gzip member say how long the output is
 * (RFC 1952, ISIZE). With zlib's default pieces of 16 KB a document is put together from ten.
 * The one byte more lets zlib see the end of the stream without asking for another piece.
 */
export function gunzip(body: Uint8Array): Uint8Array {
  const trailer = new DataView(body.buffer, body.byteOffset, body.byteLength);
  const size = body.byteLength < 18 ? 0 : trailer.getUint32(body.byteLength - 4, true);
  if (size > MAX_OUTPUT_BYTES) throw new ItemError('encoding', `gzip body claims ${size} bytes`);
  try {
    return gunzipSync(body, {
      chunkSize: Math.max(MIN_CHUNK_BYTES, size + 1),
      maxOutputLength: MAX_OUTPUT_BYTES,
    });
  } catch (error) {
    throw new ItemError('encoding', `bad gzip body: ${(error as Error).message}`, { cause: error });
  }
}
