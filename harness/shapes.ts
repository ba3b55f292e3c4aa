import { z } from 'zod';

/** What a field of a user's file must be, in the words of its error. */
export const must = (be: string) => ({ error: `must be ${be}` });

export const text = z
  .string(must('a string'))
  .min(1, must('a string that is not empty'))
  // No path and no argument of a program can have it.
  .regex(/^[^\0]*$/, must('without the character NUL'));

/** Of a workload's own. */
export const params = z.record(
  z.string(),
  z.union([z.string(), z.number(), z.boolean()], must('a string, a number, true or false')),
  must('an object of strings, numbers and booleans'),
);
