import { z } from 'zod';

const must = (be: string) => ({ error: `must be ${be}` });
const text = z.string(must('a string')).min(1, must('a string that is not empty'));
const method = z.custom((value) => typeof value === 'function', must('a function'));
const oneOf = (...values: readonly string[]) => z.enum(values, must(`one of ${values.join(', ')}`));
const besideRun = z.undefined({ error: 'must be left out, because "run" takes its place' });

const model = z.object({
  name: text,
  analogue: text,
  summary: text,
  simpleSummary: text.optional(),
  kind: oneOf('model', 'floor'),
  number: z.int(must('a whole number')).optional(),
  variantOf: text.optional(),
  baseline: z.boolean(must('true or false')).optional(),
  form: oneOf('idiomatic', 'tuned').optional(),
  isolation: oneOf('none', 'thread', 'process').optional(),
  sharing: oneOf('objects', 'bytes', 'nothing').optional(),
  run: method,
});

const workload = z.object({
  name: text,
  summary: text,
  usesMockServer: z.boolean(must('true or false')).optional(),
  list: method,
});
const simple = workload.extend({
  run: method,
  open: besideRun.optional(),
  compute: besideRun.optional(),
});
const pair = workload.extend({ open: method, compute: method });

/** Why a value is no `Model` of harness/contract.ts, with the name of the field; or null. */
export function modelMisfit(value: unknown): string | null {
  return misfit(model, value);
}

/** Why a value is no `Workload`. */
export function workloadMisfit(value: unknown): string | null {
  const fields: object = typeof value === 'object' && value !== null ? value : {};
  const isPair = !('run' in fields) && ('open' in fields || 'compute' in fields);
  return misfit(isPair ? pair : simple, value);
}

function misfit(shape: z.ZodType, value: unknown): string | null {
  if (typeof value !== 'object' || value === null) return 'the default export must be an object';
  const { error } = shape.safeParse(value);
  const [first] = error?.issues ?? [];
  return first === undefined ? null : `"${first.path.join('.')}" ${first.message}`;
}
