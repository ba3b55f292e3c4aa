import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

import type { ProgramMachine } from '../harness/contract.ts';
import { inPath } from '../harness/in-path.ts';

/** A Python of this machine, as its probe says. */
export interface Interpreter {
  /** Itself, and not a shim that looks for it. */
  readonly executable: string;
  readonly version: string;
  /** Whether threads run at the same time, also with httpx loaded. */
  readonly freeThreaded: boolean;
  /** Whether it has concurrent.interpreters (Python 3.14). */
  readonly subinterpreters: boolean;
  /** Version of httpx; null where it cannot be imported. */
  readonly httpx: string | null;
  /** Whether asyncio has TaskGroup (Python 3.11). */
  readonly recent: boolean;
}

/** What a program needs beside httpx and Python 3.11. */
export interface Need {
  /** Completes "no … was found". */
  readonly words: string;
  readonly fits: (one: Interpreter) => boolean;
  /** Which Python uv is asked for. */
  readonly uv: string;
  /** Names in PATH that are tried before `python3`. */
  readonly names: readonly string[];
}

export const NEEDS = {
  any: {
    words: 'Python 3.11 or later with httpx',
    fits: () => true,
    ...{ uv: '3.14', names: [] },
  },
  gil: {
    words: 'Python 3.11 or later under the GIL with httpx',
    fits: ({ freeThreaded }) => !freeThreaded,
    ...{ uv: '3.14', names: [] },
  },
  freeThreaded: {
    words: 'free-threaded Python (3.13t or later) with httpx',
    fits: ({ freeThreaded }) => freeThreaded,
    ...{ uv: '3.14t', names: ['python3.14t', 'python3.13t'] },
  },
  subinterpreters: {
    words: 'Python 3.14 or later with httpx',
    fits: ({ subinterpreters, freeThreaded }) => subinterpreters && !freeThreaded,
    ...{ uv: '3.14', names: ['python3.14'] },
  },
} as const satisfies Readonly<Record<string, Need>>;

/**
 * The first that fits: of those that --python names, else of PATH, else the one that uv makes. Where
 * none does, what was found instead.
 */
export function findInterpreter(
  { words, fits, uv, names }: Need,
  { cacheDir, pythons }: ProgramMachine,
): Interpreter | { readonly missing: string } {
  const paths = pythons.length > 0 ? pythons : [...names, 'python3'].flatMap(inPath);
  const found = paths.map((path) => ({ path, python: probe(path) }));
  const isUsable = (one: Interpreter) => one.recent && one.httpx !== null && fits(one);
  const fitting = found.find(({ python }) => python !== null && isUsable(python))?.python;
  if (fitting) return fitting;
  const made = pythons.length > 0 ? null : madeByUv(uv, cacheDir);
  if (typeof made === 'object' && made !== null && isUsable(made)) return made;
  // Without paths, which would stand in reports: the home folder is often one.
  const others = found.map(({ path, python }) => described(python) ?? `${path} does not run`);
  const instead = [...others, ...(typeof made === 'string' ? [made] : [])].join(', ');
  return { missing: `no ${words} was found (${instead}): name one with --python` };
}

/** As reports show it: the client's version matters more than the interpreter's. */
export function runtimeOf({ version, freeThreaded, httpx }: Interpreter): string {
  return `CPython ${version}${freeThreaded ? ' free-threaded' : ''}, httpx ${httpx ?? '?'}`;
}

const PROBE = `
import json, sys
try:
    import httpx
    client = httpx.__version__
except ImportError:
    client = None
try:
    import concurrent.interpreters
    subinterpreters = True
except ImportError:
    subinterpreters = False
print(json.dumps({
    "executable": sys.executable,
    "version": ".".join(str(part) for part in sys.version_info[:3]),
    "freeThreaded": hasattr(sys, "_is_gil_enabled") and not sys._is_gil_enabled(),
    "subinterpreters": subinterpreters,
    "httpx": client,
    "recent": sys.version_info >= (3, 11),
}))
`;

/** Each is asked once in a process, however many programs need one. */
const probed = new Map<string, Interpreter | null>();

/** Null for what does not start, or is no Python 3. */
function probe(path: string): Interpreter | null {
  const known = probed.get(path);
  if (known !== undefined) return known;
  const { status, stdout } = spawnSync(path, ['-c', PROBE], { encoding: 'utf8' });
  const python = status === 0 ? (JSON.parse(stdout) as Interpreter) : null;
  probed.set(path, python);
  return python;
}

function described(python: Interpreter | null): string | null {
  if (python === null) return null;
  const { version, httpx, freeThreaded } = python;
  const client = httpx === null ? 'without httpx' : `with httpx ${httpx}`;
  return `Python ${version}${freeThreaded ? ' free-threaded' : ''} ${client}`;
}

/** An environment of uv's own Python with httpx, kept in the cache; or why there is none. */
function madeByUv(version: string, cacheDir: string): Interpreter | string {
  const folder = join(cacheDir, `python-${version}`);
  const python = join(folder, 'bin', 'python');
  if (typeof probe(python)?.httpx !== 'string') {
    for (const args of [
      ['venv', '--allow-existing', '--python', version, folder],
      ['pip', 'install', '--python', python, 'httpx'],
    ]) {
      const { error, status, stderr } = spawnSync('uv', args, { encoding: 'utf8' });
      if (error !== undefined) return 'uv is not installed';
      if (status !== 0)
        return `uv: ${stderr.trim().split('\n').at(-1) ?? `status ${status ?? '?'}`}`;
    }
    probed.delete(python);
  }
  return probe(python) ?? `${python} does not run`;
}
