import { z } from 'zod';

import type { Model, Workload } from './contract.ts';
import { HarnessError } from './errors.ts';

/** What a file of that kind exports as default. */
interface Exported {
  readonly model: Model;
  readonly workload: Workload;
}

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

/**
 * The model or workload that the module of this name exports. Throws HarnessError, with the name of
 * the field, when it exports something else or cannot be loaded.
 */
export async function importChecked<Kind extends keyof Exported>(
  kind: Kind,
  name: string,
  url: string,
): Promise<Exported[Kind]> {
  const bad = (reason: string, cause?: unknown) =>
    new HarnessError(`bad-${kind}`, `scenarios/${kind}s/${name}.ts: ${reason}`, { cause });
  let value: unknown;
  try {
    value = ((await import(url)) as { default?: unknown }).default;
  } catch (error) {
    throw bad(`cannot be loaded: ${String(error).split('\n')[0] ?? ''}`, error);
  }
  const misfit = misfitOf(kind, value);
  if (misfit !== null) throw bad(misfit);
  const exported = value as Exported[Kind];
  if (exported.name !== name) throw bad(`"name" must be "${name}", the name of the file`);
  return exported;
}

/** Why a value is no such thing (harness/contract.ts), with the name of the field; or null. */
export function misfitOf(kind: keyof Exported, value: unknown): string | null {
  if (typeof value !== 'object' || value === null) return 'the default export must be an object';
  const { error } = (kind === 'model' ? model : workloadShape(value)).safeParse(value);
  const [first] = error?.issues ?? [];
  return first === undefined ? null : `"${first.path.join('.')}" ${first.message}`;
}

function workloadShape(value: object): z.ZodType {
  const isPair = !('run' in value) && ('open' in value || 'compute' in value);
  return isPair ? pair : simple;
}
