/**
 * What two racing threads share, in words of 4 bytes; each part is on cache lines of its own.
 *
 *   word 0: threads at the start line · 32: lock · 64: 1 when the reader is done · 96 and on: data
 */
export const READY = 0;
export const LOCK = 32;
export const DONE = 64;
export const DATA = 96;

const BYTES = 4096;

export function createMemory(): SharedArrayBuffer {
  return new SharedArrayBuffer(BYTES);
}
