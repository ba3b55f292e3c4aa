import type { ProgramModel } from '../../harness/contract.ts';
import { pythonProgram } from '../python-program.ts';

/** Interpreters of one process: each has a GIL of its own and shares no objects. */
const model: ProgramModel = {
  name: 'python-subinterpreters',
  analogue: 'subinterpreters',
  summary: 'An interpreter per worker, each on a thread with an event loop; two queues for all.',
  number: 114,
  isolation: 'thread',
  sharing: 'nothing',
  language: 'Python',
  workloads: ['fetch-pokemon'],
  program: (machine) =>
    pythonProgram(machine, { file: 'subinterpreters', need: 'subinterpreters' }),
};
export default model;
