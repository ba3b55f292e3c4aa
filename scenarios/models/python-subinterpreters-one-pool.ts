import type { ProgramModel } from '../../harness/contract.ts';
import { pythonProgram } from '../python-program.ts';
import subinterpreters from './python-subinterpreters.ts';

/** A trap of the article as a switch: 100 connections in one pool. */
const model: ProgramModel = {
  ...subinterpreters,
  name: 'python-subinterpreters-one-pool',
  summary:
    'All connections of a worker in one httpx client, as in the article: its pool looks at each of them at every request.',
  number: 1,
  variantOf: 'python-subinterpreters',
  program: (machine) =>
    pythonProgram(machine, {
      file: 'subinterpreters',
      need: 'subinterpreters',
      switches: ['--one-pool'],
    }),
};
export default model;
