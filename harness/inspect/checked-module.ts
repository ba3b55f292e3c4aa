import { z } from 'zod';

import type { Model, ModelTraits, ProgramModel, Workload } from '../contract.ts';
import { quoted } from '../../mock-server/flags.ts';
import { nearest } from '../../mock-server/nearest.ts';
import { HarnessError } from '../errors.ts';
import { must, params, text } from '../shapes.ts';
import { errorText } from './error-text.ts';
import type { ModuleKind, ModuleRef } from './protocol.ts';

/** What a file of that kind exports as default. */
interface Exported {
  readonly model: Model | ProgramModel;
  readonly workload: Workload;
}

/** Stands in tables, on charts and in file names. */
const name = z
  .string(must('a string'))
  .regex(/^[^\p{C}\p{Zl}\p{Zp}]{1,60}$/u, must('1 to 60 printable characters'));
const method = z.custom((value) => typeof value === 'function', must('a function'));
const oneOf = (...values: readonly string[]) => z.enum(values, must(`one of ${values.join(', ')}`));
const flag = z.boolean(must('true or false'));
const besides = (field: string) =>
  z.undefined({ error: `must be left out, because "${field}" takes its place` }).optional();

const modelHead = z.object({
  name: name.optional(),
  analogue: text.optional(),
  summary: text.optional(),
  simpleSummary: text.optional(),
  kind: oneOf('model', 'floor').optional(),
  number: z.int(must('a whole number')).optional(),
  variantOf: text.optional(),
  baseline: flag.optional(),
  form: oneOf('idiomatic', 'tuned').optional(),
  isolation: oneOf('none', 'thread', 'process').optional(),
  sharing: oneOf('objects', 'bytes', 'nothing').optional(),
  list: z.undefined({ error: 'makes it a workload: a model has none' }).optional(),
});
const model = modelHead.extend({ run: method });
const programModel = modelHead.extend({
  language: name,
  workloads: z.array(text, must('an array of names')).min(1, must('an array of names')),
  program: method,
  run: besides('program'),
});

const workload = z.object({
  name: name.optional(),
  summary: text.optional(),
  usesMockServer: flag.optional(),
  params: params.optional(),
});
const simple = workload.extend({
  list: z.union([method, z.array(z.unknown())], must('an array or a function')),
  run: method,
  share: method.optional(),
  open: method.optional(),
  close: method.optional(),
  compute: besides('run'),
});
const pair = workload.extend({ list: method, open: method, compute: method });

/**
 * The model or workload that a module exports. Throws HarnessError, with the name of the field, when
 * it exports something else or cannot be loaded.
 */
export async function importChecked<Kind extends keyof Exported>(
  kind: Kind,
  { url, shown }: Pick<ModuleRef, 'url' | 'shown'>,
): Promise<Exported[Kind]> {
  const value = await importDefault(kind, { url, shown });
  const misfit = misfitOf(kind, value);
  if (misfit !== null) throw new HarnessError(`bad-${kind}`, `${shown}: ${misfit}`);
  return value as Exported[Kind];
}

/** Whether a module is a workload, which lists items, or a model. Throws HarnessError. */
export async function kindOf(module: Pick<ModuleRef, 'url' | 'shown'>): Promise<ModuleKind> {
  const value = await importDefault('model', module);
  const isModel = (object: object) =>
    ('run' in object || 'program' in object) && !('list' in object);
  if (typeof value === 'object' && value !== null && isModel(value)) return 'model';
  if (typeof value === 'object' && value !== null && 'list' in value) return 'workload';
  const reason =
    value === undefined
      ? 'it has no default export: export default a model or a workload'
      : 'the default export must be an object with "run" or "program" (a model), or with "list" and "run" (a workload)';
  throw new HarnessError('bad-model', `${module.shown}: ${reason}`);
}

async function importDefault(
  kind: ModuleKind,
  { url, shown }: Pick<ModuleRef, 'url' | 'shown'>,
): Promise<unknown> {
  try {
    return ((await import(url)) as { default?: unknown }).default;
  } catch (error) {
    const message = `${shown}: cannot be loaded: ${errorText(error)}`;
    throw new HarnessError(`bad-${kind}`, message, { cause: error });
  }
}

/** What a model says of itself: other fields are the user's, and need not be fit for JSON. */
export function traitsOf(value: Model | ProgramModel): Partial<ModelTraits> {
  const shape = 'program' in value ? programModel.omit({ program: true, run: true }) : modelHead;
  return shape.omit({ list: true }).parse(value) as Partial<ModelTraits>;
}

/** Why a value is no such thing (harness/contract.ts), with the name of the field; or null. */
export function misfitOf(kind: keyof Exported, value: unknown): string | null {
  if (value === undefined) return `it has no default export: export default a ${kind}`;
  if (typeof value !== 'object' || value === null) return 'the default export must be an object';
  const shape = kind === 'model' ? modelShape(value) : workloadShape(value);
  const { error } = shape.safeParse(value);
  const [first] = error?.issues ?? [];
  if (first !== undefined) return `${quoted(first.path.join('.'))} ${first.message}`;
  return misspelt(value, Object.keys(shape.shape));
}

/** A field that would be ignored, and so do harm without a word; others of the user's may be there. */
function misspelt(value: object, known: readonly string[]): string | null {
  for (const field of Object.keys(value)) {
    const meant = known.includes(field) ? null : nearest(field, known);
    if (meant !== null && !(meant in value))
      return `${quoted(field)} has no meaning: did you mean "${meant}"?`;
  }
  return null;
}

function modelShape(value: object): typeof model | typeof programModel {
  return 'program' in value ? programModel : model;
}

function workloadShape(value: object): typeof pair | typeof simple {
  const isPair = !('run' in value) && 'compute' in value;
  return isPair ? pair : simple;
}
