import type { FoundProgram, ProgramMachine } from '../harness/contract.ts';
import { suiteProgram } from './program-search.ts';
import { findInterpreter, NEEDS, runtimeOf } from './python-interpreter.ts';

/** A program of scenarios/programs/python/ and how it is run. */
export interface PythonProgram {
  /** Without its extension. */
  readonly file: string;
  readonly need: keyof typeof NEEDS;
  /** Those of protocol.py. */
  readonly switches?: readonly string[];
}

/** The suite's Python program by the interpreter that it needs. */
export function pythonProgram(
  machine: ProgramMachine,
  { file, need, switches = [] }: PythonProgram,
): FoundProgram {
  const python = findInterpreter(NEEDS[need], machine);
  if ('missing' in python) return python;
  return {
    executable: python.executable,
    args: [suiteProgram(`python/${file}.py`), ...switches],
    runtime: runtimeOf(python),
  };
}
