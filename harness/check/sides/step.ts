import { execa } from 'execa';

import { HarnessError } from '../../errors.ts';
import { NO_REPOSITORY } from '../../git.ts';

/** A program that has a part in building a side. */
export interface Step {
  /** What it is called when it fails. */
  readonly name: string;
  readonly cwd: string;
  /** Whose side is built, as people call it. */
  readonly side: string;
  /** Variables for this step; undefined removes one. */
  readonly env?: Readonly<Record<string, string | undefined>>;
}

/** Shown of what a failed step printed. */
const SHOWN_LINES = 15;

/** Runs a program to its end. Throws HarnessError with a part of what it printed. */
export async function runStep(
  step: Step,
  [file, ...args]: readonly [string, ...string[]],
  signal: AbortSignal,
): Promise<void> {
  const { name, cwd, side, env = {} } = step;
  const options = {
    // Programs such as npm run git, for packages that come from there.
    ...{ cwd, env: { ...NO_REPOSITORY, ...env }, cancelSignal: signal },
    // In a process group of its own: Ctrl-C comes by the signal, which then ends all of it.
    ...({ all: true, reject: false, stdin: 'ignore', killDescendants: true } as const),
  };
  const result = await execa(file, args, options);
  signal.throwIfAborted();
  if (!result.failed) return;
  if (result.code === 'ENOENT') {
    const message = `${side} cannot be built: "${name}" needs ${file}, which is not installed`;
    throw new HarnessError('ref-build', message);
  }
  // A program that could not be started has printed nothing.
  const output = result.all.trim() === '' ? (result.shortMessage ?? '') : result.all.trim();
  const shown = partOf(output.split('\n')).join('\n');
  throw new HarnessError('ref-build', `${side} cannot be built, ${name} failed:\n${shown}\n`);
}

/** Runs a command line of the user's in the system's shell. Throws HarnessError. */
export async function runShell(
  command: string,
  where: Omit<Step, 'name'>,
  signal: AbortSignal,
): Promise<void> {
  const shell: readonly [string, ...string[]] =
    process.platform === 'win32' ? ['cmd.exe', '/d', '/s', '/c', command] : ['sh', '-c', command];
  await runStep({ name: command, ...where }, shell, signal);
}

/** The end as a rule; npm says what is wrong first, and ends with help. */
function partOf(lines: readonly string[]): readonly string[] {
  const first = lines.findIndex((line) => line.startsWith('npm error '));
  return first === -1 ? lines.slice(-SHOWN_LINES) : lines.slice(first, first + SHOWN_LINES);
}
