import type { ProgramModel } from '../../harness/contract.ts';
import { pythonProgram } from '../python-program.ts';

/** What the article calls heavy: processes, and pickled results. */
const model: ProgramModel = {
  name: 'python-multiprocessing',
  summary:
    'A forked process of multiprocessing per worker, each with an event loop; pipes between them.',
  number: 115,
  isolation: 'process',
  sharing: 'nothing',
  language: 'Python',
  workloads: ['fetch-pokemon'],
  program: (machine) => pythonProgram(machine, { file: 'processes', need: 'any' }),
};
export default model;
