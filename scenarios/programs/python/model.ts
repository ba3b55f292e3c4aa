import { fileURLToPath } from 'node:url';

import type { ModelHead, ProgramModel } from '../../../harness/contract.ts';
import { findInterpreter, type NEEDS, runtimeOf } from './interpreter.ts';

/** A program of this folder, as its model file names it. */
export interface PythonProgram {
  /** Name of its file, without the extension. */
  readonly file: string;
  readonly need: (typeof NEEDS)[keyof typeof NEEDS];
  /** Those of protocol.py; each is a trap of the article, or its opposite. */
  readonly switches?: readonly string[];
}

export function pythonModel(
  head: ModelHead,
  { file, need, switches = [] }: PythonProgram,
): ProgramModel {
  return {
    ...head,
    language: 'Python',
    workloads: ['fetch-pokemon'],
    program(machine) {
      const python = findInterpreter(need, machine);
      if ('missing' in python) return python;
      return {
        executable: python.executable,
        args: [fileURLToPath(new URL(`./${file}.py`, import.meta.url)), ...switches],
        runtime: runtimeOf(python),
      };
    },
  };
}
