import { failureText } from '../../results/failure.ts';
import type { FailedTrial, InvalidTrial, TrialRecord } from '../../results/format.ts';
import { timeLeft } from './time-left.ts';

/** What a run tells about itself while it runs. */
export interface Progress {
  note(text: string): void;
  /** Trials begin now; what came before says nothing about the time left. */
  begin(): void;
  /** `left` are the scenarios of the trials still to come, one each, by now's plan. */
  trialDone(trial: TrialRecord, done: number, left: readonly string[]): void;
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
  end: () => undefined,
};

/** How a command's run speaks to its user. */
export function watchOf(
  { stderr, signal }: { readonly stderr: NodeJS.WriteStream; readonly signal: AbortSignal },
  { quiet }: { readonly quiet: boolean },
): Watch {
  const progress = quiet ? SILENT : streamProgress(stderr, () => performance.now());
  return { progress, signal };
}

/**
 * Progress on a stream, written between trials only: a spinner would take turns on the cores that
 * are being measured. On a terminal one line is rewritten; elsewhere a line is added per tenth.
 */
export function streamProgress(stream: NodeJS.WriteStream, now: () => number): Progress {
  let left = timeLeft(now(), now);
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
      left = timeLeft(now(), now);
    },
    trialDone(trial, done, scenariosLeft) {
      if (trial.status !== 'completed') this.note(problem(trial));
      left.ended(trial.scenario);
      const total = done + scenariosLeft.length;
      const seconds = Math.ceil(left.of(scenariosLeft) / 1000);
      const line = `trial ${done}/${total}, about ${seconds} s left`;
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

function problem(trial: FailedTrial | InvalidTrial): string {
  return `${trial.scenario}, round ${trial.round}: ${trial.status}: ${failureText(trial)}`;
}
