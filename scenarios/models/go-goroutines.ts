import type { ProgramModel } from '../../harness/contract.ts';
import { goProgram } from '../go-program.ts';

/** Goroutines that share one pool of connections; each document is decoded as a whole. */
const model: ProgramModel = {
  name: 'go-goroutines',
  summary: 'Goroutines of one process with one connection pool, on all cores.',
  number: 101,
  language: 'Go',
  isolation: 'none',
  sharing: 'objects',
  workloads: ['fetch-pokemon'],
  program: (machine) => goProgram(machine, ['goroutines', 'whole-document']),
};
export default model;
