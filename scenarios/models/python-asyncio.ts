import type { ProgramModel } from '../../harness/contract.ts';
import { pythonProgram } from '../python-program.ts';

/** What single-threaded is in Node. */
const model: ProgramModel = {
  name: 'python-asyncio',
  summary: 'All workers as coroutines of one event loop.',
  number: 116,
  isolation: 'none',
  sharing: 'objects',
  language: 'Python',
  workloads: ['fetch-pokemon'],
  program: (machine) => pythonProgram(machine, { file: 'asyncio_loop', need: 'any' }),
};
export default model;
