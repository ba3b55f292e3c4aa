import { z } from 'zod';

import { must } from '../shapes.ts';

/** A regression that a team accepts. Model, metric and workload are named as in the tables of a check. */
export interface Waiver {
  readonly model: string;
  readonly metric: string;
  /** Every workload if absent. */
  readonly workload?: string | undefined;
  /** Share of the base up to which it is accepted: 0.12 is 12 % more. */
  readonly ceiling: number;
  /** The last day on which it holds, in UTC: '2026-12-31'. */
  readonly until: string;
  readonly reason: string;
}

/** It is shown in headlines and tables. */
const line = z
  .string(must('a string'))
  .regex(/^[^\p{Cc}]*\S[^\p{Cc}]*$/u, must('one line of text'))
  .max(300, must('at most 300 characters long'));
const share = must('a number above 0 and up to 10: 0.12 is 12 %');
const day = must("a day, such as '2026-12-31'");

export const waiverFormat: z.ZodType<Waiver> = z.strictObject({
  model: line,
  metric: line,
  workload: line.optional(),
  ceiling: z.number(share).positive(share).max(10, share),
  until: z.iso.date(day),
  reason: line,
});
