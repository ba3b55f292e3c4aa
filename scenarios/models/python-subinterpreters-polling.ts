import type { ProgramModel } from '../../harness/contract.ts';
import { pythonProgram } from '../python-program.ts';
import subinterpreters from './python-subinterpreters.ts';

/** A trap of the article as a switch: its timeout of 0.1 s is cut to 0. */
const model: ProgramModel = {
  ...subinterpreters,
  name: 'python-subinterpreters-polling',
  summary: 'Results are asked for again and again, as in the article, instead of waited for.',
  number: 2,
  variantOf: 'python-subinterpreters',
  program: (machine) =>
    pythonProgram(machine, {
      file: 'subinterpreters',
      need: 'subinterpreters',
      switches: ['--poll'],
    }),
};
export default model;
