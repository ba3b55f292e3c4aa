import { findInterpreter, NEEDS } from '../../scenarios/python-interpreter.ts';

const found = findInterpreter(NEEDS.gil, { cacheDir: '', pythons: [] });

/** A Python under the GIL that can run the suite's programs; null where there is none. */
export const PYTHON = 'missing' in found ? null : found.executable;

/** Why tests of Python programs are skipped, or false. */
export const NO_PYTHON = 'missing' in found ? found.missing : false;
