import type { ProgramModel } from '../../harness/contract.ts';
import { pythonProgram } from '../python-program.ts';

/** The article's program, without its traps: threads under the GIL. */
const model: ProgramModel = {
  name: 'python-threads',
  analogue: 'threads under the GIL',
  summary: 'Threads under the GIL, each with an event loop and its own httpx clients.',
  number: 112,
  isolation: 'none',
  sharing: 'objects',
  language: 'Python',
  workloads: ['fetch-pokemon'],
  program: (machine) => pythonProgram(machine, { file: 'threads', need: 'gil' }),
};
export default model;
