import { EXIT } from './errors.ts';

/** Exit status of a program that such a signal has ended: 128 and its number, as in a shell. */
const STATUS_OF = { SIGINT: EXIT.interrupted, SIGTERM: 143, SIGHUP: 129, SIGQUIT: 131 } as const;

export type EndingSignal = keyof typeof STATUS_OF;

/** The process that is asked to end; tests give their own. */
export interface Program {
  on(name: EndingSignal, listener: () => void): unknown;
  exit(status: number): void;
  /** Milliseconds. */
  now(): number;
}

/** Someone asked the program to end. */
export interface Interrupt {
  /** Aborted by the first request. */
  readonly signal: AbortSignal;
  ask(name: EndingSignal): void;
  /** What the program ends with, where a command has ended with this status. */
  statusOf(status: number): number;
}

/**
 * npm hands on to its child what the terminal has sent to the whole process group, so that one Ctrl-C
 * comes twice; `timeout` does the same with TERM. What comes this soon, in milliseconds, is the
 * same request.
 */
const SAME_REQUEST_MS = 1000;

/** Listens for what asks the program to end. A second request ends it at once. */
export function interruptOf(program: Program): Interrupt {
  const controller = new AbortController();
  let first: { readonly name: EndingSignal; readonly atMs: number } | null = null;
  const ask = (name: EndingSignal): void => {
    if (first === null) {
      first = { name, atMs: program.now() };
      controller.abort();
    } else if (program.now() - first.atMs > SAME_REQUEST_MS) {
      // The launcher sees its channel close, and ends what still runs.
      program.exit(STATUS_OF[first.name]);
    }
  };
  for (const name of Object.keys(STATUS_OF) as EndingSignal[]) {
    program.on(name, () => {
      ask(name);
    });
  }
  return {
    signal: controller.signal,
    ask,
    statusOf: (status) =>
      first !== null && status === EXIT.interrupted ? STATUS_OF[first.name] : status,
  };
}
