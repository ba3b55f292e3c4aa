import { failureText } from '../../results/failure.ts';
import type { FailedTrial, InvalidTrial, TrialRecord } from '../../results/format.ts';

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

/** How long what is left will take, judged by how long the same took before. */
export interface TimeLeft {
  /** Something of this kind has ended; it began when the one before it ended. */
  ended(kind: string): void;
  /** Of these together, in ms. A kind that has not been seen takes as long as the mean of all. */
  of(kinds: readonly string[]): number;
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

export function timeLeft(startedAtMs: number, now: () => number): TimeLeft {
  const seen = new Map<string, { count: number; ms: number }>();
  const all = { count: 0, ms: 0 };
  let lastAtMs = startedAtMs;
  return {
    ended(kind) {
      const ms = now() - lastAtMs;
      lastAtMs += ms;
      const same = seen.get(kind) ?? { count: 0, ms: 0 };
      seen.set(kind, same);
      for (const sum of [same, all]) {
        sum.count += 1;
        sum.ms += ms;
      }
    },
    of: (kinds) =>
      kinds.reduce((ms, kind) => {
        const like = seen.get(kind) ?? all;
        return ms + like.ms / like.count;
      }, 0),
  };
}

function problem(trial: FailedTrial | InvalidTrial): string {
  return `${trial.scenario}, round ${trial.round}: ${trial.status}: ${failureText(trial)}`;
}
