import type { RunFile } from '../../../results/format.ts';

/** Whether a resumed run is still handed what it measured before: time has passed only in its records. */
export function isRecalled({ resumptions, trials, launches }: RunFile): boolean {
  const last = resumptions.at(-1);
  return last !== undefined && (trials.length < last.trials || launches.length < last.launches);
}

/**
 * For how long a run was looked at, in ms, until it was last resumed: each part of it from the start of its
 * first record to that of its last. The time in which it did not run does not count.
 */
export function lookedMs({ resumptions, trials, launches }: RunFile): number {
  const spans = resumptions.map((until, index) => {
    const from = resumptions[index - 1] ?? { trials: 0, launches: 0 };
    const records = [
      ...trials.slice(from.trials, until.trials),
      ...launches.slice(from.launches, until.launches),
    ];
    const starts = records.map(({ startedAt }) => Date.parse(startedAt)).sort((a, b) => a - b);
    return (starts.at(-1) ?? 0) - (starts[0] ?? 0);
  });
  return spans.reduce((sum, span) => sum + span, 0);
}
