import type { z } from 'zod';

import { HarnessError } from '../errors.ts';

/** What was given, if it has this format. Throws HarnessError with a line for each mistake. */
export function accepted<T>(format: z.ZodType<T>, given: unknown, where: string): T {
  const { success, data, error } = format.safeParse(given);
  if (success) return data;
  throw badConfig(where, error.issues.map(mistake).join('\n'), error);
}

export function badConfig(where: string, reason: string, cause: unknown): HarnessError {
  const lines = reason.split('\n').map((line) => `${where}: ${line}`);
  return new HarnessError('bad-config', lines.join('\n'), { cause });
}

function mistake({ path, message }: z.core.$ZodIssue): string {
  const field = path.reduce<string>(
    (text, key) => (typeof key === 'number' ? `${text}[${key}]` : `${text}.${String(key)}`),
    '',
  );
  return `${field === '' ? 'the default export' : `"${field.slice(1)}"`} ${message}`;
}
