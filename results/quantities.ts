import { z } from 'zod';

/** Milliseconds. The limit, as of all numbers here, is where whole numbers end to be exact. */
export const ms = z.number().nonnegative().max(Number.MAX_SAFE_INTEGER);
export const bytes = z.int().nonnegative();
export const count = z.int().nonnegative();
/** A part of a whole: 0.1 is 10 %. */
export const share = z.number().min(0).max(1);
/** Faulty answers of the mock server, and items without a result: none is not recorded. */
export const faultsByKind = z.record(z.string(), count).exactOptional();
/** In UTC, as `Date.prototype.toISOString` writes it. */
export const timestamp = z.iso.datetime();
/** Short and of one line: it becomes a cell of a table. */
export const name = z
  .string()
  .min(1)
  .max(200)
  .regex(/^\P{Cc}*$/u, 'a name has no control characters');
