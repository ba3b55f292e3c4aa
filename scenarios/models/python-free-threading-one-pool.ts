import type { ProgramModel } from '../../harness/contract.ts';
import { pythonProgram } from '../python-program.ts';
import freeThreading from './python-free-threading.ts';

/** A trap of the article as a switch: 100 connections in one pool. */
const model: ProgramModel = {
  ...freeThreading,
  name: 'python-free-threading-one-pool',
  summary:
    'All connections of a worker in one httpx client, as in the article: its pool looks at each of them at every request.',
  number: 1,
  variantOf: 'python-free-threading',
  program: (machine) =>
    pythonProgram(machine, { file: 'threads', need: 'freeThreaded', switches: ['--one-pool'] }),
};
export default model;
