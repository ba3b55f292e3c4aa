import type { ProgramModel } from '../../harness/contract.ts';
import { goProgram } from '../go-program.ts';

/** The floor of Go: what bare-work is for models in Node. */
const model: ProgramModel = {
  name: 'go-bare-work',
  analogue: 'the work alone, in Go',
  summary: 'The floor of Go: the same bytes decoded in one loop, without HTTP and goroutines.',
  kind: 'floor',
  number: 100,
  language: 'Go',
  isolation: 'none',
  sharing: 'objects',
  workloads: ['fetch-pokemon'],
  program: (machine) => goProgram(machine, ['bare-work', 'whole-document']),
};
export default model;
