import type { ProgramModel } from '../../harness/contract.ts';
import { pythonProgram } from '../python-program.ts';
import threads from './python-threads.ts';

/** A trap of the article as a switch, which its program with subinterpreters has. */
const model: ProgramModel = {
  ...threads,
  name: 'python-threads-polling',
  summary: 'Results are asked for again and again instead of waited for.',
  number: 2,
  variantOf: 'python-threads',
  program: (machine) =>
    pythonProgram(machine, { file: 'threads', need: 'gil', switches: ['--poll'] }),
};
export default model;
