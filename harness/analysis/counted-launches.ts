import type { CompletedLaunch, FailedLaunch, RunFile } from '../../results/format.ts';
import { launchesOf } from './launches.ts';
import { isValid } from './trials.ts';

/** Launches that count for these scenarios together; none where one of them failed once, as with trials. */
export function countedLaunches(run: RunFile, ids: readonly string[]): readonly CompletedLaunch[] {
  const failed = failedLaunches(run).map(({ scenario }) => scenario);
  const counts = ids.every((id) => isValid(run, id) && !failed.includes(id));
  return counts ? launchesOf(run, ids) : [];
}

/** Launches without figures, the pilot among them, in the order they ran. */
export function failedLaunches({ launches }: RunFile): readonly FailedLaunch[] {
  return launches.filter((launch) => launch.status === 'failed');
}
