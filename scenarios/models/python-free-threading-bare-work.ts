import type { ProgramModel } from '../../harness/contract.ts';
import { pythonProgram } from '../python-program.ts';

/** The same on a build without the GIL, whose interpreter is slower. */
const model: ProgramModel = {
  name: 'python-free-threading-bare-work',
  analogue: 'the work alone, without the GIL',
  summary: 'The floor of Python on a free-threaded build.',
  kind: 'floor',
  number: 111,
  isolation: 'none',
  sharing: 'objects',
  language: 'Python',
  workloads: ['fetch-pokemon'],
  program: (machine) => pythonProgram(machine, { file: 'bare_work', need: 'freeThreaded' }),
};
export default model;
