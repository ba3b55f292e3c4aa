import type { ProgramModel } from '../../harness/contract.ts';
import { pythonProgram } from '../python-program.ts';

/** The floor of Python: what bare-work is for models in Node. */
const model: ProgramModel = {
  name: 'python-bare-work',
  analogue: 'the work alone, in Python',
  summary: 'The floor of Python: the same bytes parsed in one loop, without HTTP and threads.',
  kind: 'floor',
  number: 110,
  isolation: 'none',
  sharing: 'objects',
  language: 'Python',
  workloads: ['fetch-pokemon'],
  program: (machine) => pythonProgram(machine, { file: 'bare_work', need: 'gil' }),
};
export default model;
