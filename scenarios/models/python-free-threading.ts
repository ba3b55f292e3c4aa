import type { ProgramModel } from '../../harness/contract.ts';
import { pythonProgram } from '../python-program.ts';

/** The same program on another build. */
const model: ProgramModel = {
  name: 'python-free-threading',
  analogue: 'free threading',
  summary: 'The program of python-threads on a build without the GIL.',
  number: 113,
  isolation: 'none',
  sharing: 'objects',
  language: 'Python',
  workloads: ['fetch-pokemon'],
  program: (machine) => pythonProgram(machine, { file: 'threads', need: 'freeThreaded' }),
};
export default model;
