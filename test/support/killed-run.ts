import type { RunFile } from '../../results/format.ts';
import { journalLine } from '../../results/journal.ts';

/** The file that a KILL leaves in the middle of the record behind this many trials of a run without launches. */
export function killedAfter(count: number, run: RunFile): string {
  const head = { ...run, status: 'running', endedAt: null, ending: null, trials: [] };
  const lines = run.trials.map((trial) => journalLine({ kind: 'trial', trial }));
  const torn = lines[count]?.slice(0, 70) ?? '';
  return `${JSON.stringify(head)}\n${lines.slice(0, count).join('')}${torn}`;
}

/** The order of its trials. */
export function orderOf({ trials }: RunFile) {
  return trials.map(({ scenario, phase, round, position }) => {
    return { scenario, phase, round, position };
  });
}
