import type { ProgramModel } from '../../harness/contract.ts';
import { pythonProgram } from '../python-program.ts';
import threads from './python-threads.ts';

/** A trap of the article as a switch: 100 connections in one pool. */
const model: ProgramModel = {
  ...threads,
  name: 'python-threads-one-pool',
  summary:
    'All connections of a worker in one httpx client, as in the article: its pool looks at each of them at every request.',
  number: 1,
  variantOf: 'python-threads',
  program: (machine) =>
    pythonProgram(machine, { file: 'threads', need: 'gil', switches: ['--one-pool'] }),
};
export default model;
