import type { TrialRecord } from '../../results/format.ts';

/** What a run tells about itself while it runs. */
export interface Progress {
  note(text: string): void;
  /** Trials begin now; what came before says nothing about the time left. */
  begin(): void;
  trialDone(trial: TrialRecord, done: number, total: number): void;
  /** So many of these are done, such as `trial`. */
  step(what: string, done: number, total: number): void;
  end(): void;
}

/** How a run speaks to the outside, and hears that it shall end. */
export interface Watch {
  readonly progress: Progress;
  readonly signal: AbortSignal;
}

/** Nothing is said. */
export const SILENT: Progress = {
  note: () => undefined,
  begin: () => undefined,
  trialDone: () => undefined,
  step: () => undefined,
  end: () => undefined,
};

/**
 * Progress on a stream, written between trials only: a spinner would take turns on the cores that
 * are being measured. On a terminal one line is rewritten; elsewhere a line is added per tenth.
 */
export function streamProgress(stream: NodeJS.WriteStream, now: () => number): Progress {
  let startedAtMs = now();
  let tenth = 0;
  let lineOpen = false;

  function clear(): void {
    if (lineOpen) stream.write('\r\u001b[K');
    lineOpen = false;
  }

  return {
    note(text) {
      clear();
      stream.write(`${text}\n`);
    },
    begin() {
      startedAtMs = now();
    },
    trialDone(trial, done, total) {
      if (trial.status !== 'completed') this.note(problem(trial));
      this.step('trial', done, total);
    },
    step(what, done, total) {
      const leftS = Math.ceil((((now() - startedAtMs) / done) * (total - done)) / 1000);
      const line = `${what} ${done}/${total}, about ${leftS} s left`;
      if (stream.isTTY) {
        clear();
        stream.write(line);
        lineOpen = true;
      } else if (Math.floor((10 * done) / total) !== tenth) {
        tenth = Math.floor((10 * done) / total);
        stream.write(`${line}\n`);
      }
    },
    end: clear,
  };
}

function problem(trial: Exclude<TrialRecord, { status: 'completed' }>): string {
  const why = trial.status === 'invalid' ? trial.reasons.join('; ') : trial.message;
  return `${trial.scenario}, round ${trial.round}: ${trial.status}: ${why}`;
}
