import { failureText } from '../../results/failure.ts';
import type { Capacity, Launch, TrialRecord } from '../../results/format.ts';

/** What is measured in one go. */
export type Measured =
  | { readonly kind: 'trial'; readonly trial: TrialRecord }
  | { readonly kind: 'launch'; readonly launch: Launch }
  | { readonly kind: 'capacity'; readonly capacity: Capacity };

/** What a run tells about itself while it runs. */
export interface Progress {
  note(text: string): void;
  /** Measuring begins now; what came before says nothing about the time left. */
  begin(): void;
  /** `left` are the kinds (`kindOf`) of what is still to come, one each, by now's plan. */
  measured(what: Measured, done: number, left: readonly string[]): void;
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
  measured: () => undefined,
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
 * Progress on a stream, written between measurements only: a spinner would take turns on the cores that
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
    measured(what, done, kindsLeft) {
      const trouble = troubleOf(what);
      if (trouble !== null) this.note(trouble);
      left.ended(kindOf(what));
      const total = done + kindsLeft.length;
      const seconds = Math.ceil(left.of(kindsLeft) / 1000);
      const line = `measured ${done}/${total}, about ${seconds} s left`;
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

/** What takes about equally long. */
export function kindOf(what: Measured): string {
  if (what.kind === 'trial') return what.trial.scenario;
  return what.kind === 'launch' ? launchKind(what.launch.scenarios) : what.kind;
}

/** Where trials have the id of their scenario. */
export function launchKind(scenarios: readonly string[]): string {
  return `launch of ${scenarios.join()}`;
}

function troubleOf(what: Measured): string | null {
  if (what.kind === 'trial') {
    const { trial } = what;
    if (trial.status === 'completed') return null;
    return `${trial.scenario}, round ${trial.round}: ${trial.status}: ${failureText(trial)}`;
  }
  if (what.kind === 'capacity' || what.launch.status === 'completed') return null;
  const { scenario, scenarios, message } = what.launch;
  return `${scenario ?? scenarios.join()}, once up: failed: ${message}`;
}
