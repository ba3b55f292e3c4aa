import type { ProgramModel } from '../../harness/contract.ts';
import { pythonProgram } from '../python-program.ts';
import threads from './python-threads.ts';

/** The opposite of the article's quarter batches, which are also the default of this suite. */
const model: ProgramModel = {
  ...threads,
  name: 'python-threads-small-batches',
  summary:
    "Batches of 10 items, taken when a worker is free for them, in place of the run's batch size.",
  number: 3,
  variantOf: 'python-threads',
  program: (machine) =>
    pythonProgram(machine, { file: 'threads', need: 'gil', switches: ['--batch-size', '10'] }),
};
export default model;
