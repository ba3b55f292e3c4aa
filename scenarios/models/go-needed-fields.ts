import type { ProgramModel } from '../../harness/contract.ts';
import { goProgram } from '../go-program.ts';
import goroutines from './go-goroutines.ts';

/** Less work than the other models do: a decoder with a type skips what it does not name. */
const model: ProgramModel = {
  ...goroutines,
  name: 'go-needed-fields',
  summary:
    'The same, but decodes only the fields that the result needs, which is less work than all others do.',
  number: 1,
  variantOf: 'go-goroutines',
  form: 'tuned',
  program: (machine) => goProgram(machine, ['goroutines', 'needed-fields']),
};
export default model;
