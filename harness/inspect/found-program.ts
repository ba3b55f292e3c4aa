import { z } from 'zod';

import type { FoundProgram, ProgramMachine } from '../contract.ts';
import { HarnessError } from '../errors.ts';
import { must } from '../shapes.ts';
import { importChecked } from './checked-module.ts';
import { errorText } from './error-text.ts';
import type { ModuleRef } from './protocol.ts';

/** Stands in tables. */
const line = z.string(must('a string')).regex(/^\P{Cc}{1,500}$/u, must('one line'));

/** What "program" of a program model returns. */
export const foundProgram: z.ZodType<FoundProgram> = z.union([
  z.strictObject({ missing: line }),
  z.strictObject({
    executable: line,
    args: z.array(z.string()),
    env: z.record(z.string(), z.string()).default({}),
    runtime: line.max(200),
  }),
]);

/** The command of a program model, or why it cannot run here. Throws HarnessError. */
export async function findProgram(
  module: ModuleRef,
  machine: ProgramMachine,
): Promise<FoundProgram> {
  const model = await importChecked('model', module);
  if (!('program' in model)) throw new Error(`${module.shown} is no program model`);
  const given = await asked(module, () => model.program(machine));
  if (foundProgram.safeParse(given).success) return given;
  const message = `${module.shown}: "program" must return { executable, args, runtime }, or { missing } with the reason in one line`;
  throw new HarnessError('bad-model', message);
}

async function asked(
  { shown }: ModuleRef,
  ask: () => FoundProgram | Promise<FoundProgram>,
): Promise<FoundProgram> {
  try {
    return await ask();
  } catch (error) {
    const message = `${shown}: "program" failed: ${errorText(error)}`;
    throw new HarnessError('bad-model', message, { cause: error });
  }
}
