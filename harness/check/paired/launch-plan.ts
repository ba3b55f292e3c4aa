import { mean, sampleStandardDeviation } from 'simple-statistics';

import type { CompletedLaunch, Phase, RunFile } from '../../../results/format.ts';
import { cycleMs, cyclesOf, launchRatio } from '../../analysis/launches.ts';
import { type LaunchPlan, launchPlan, pilotPlan } from '../../engine/live/slice-plan.ts';
import type { Rule } from '../rule.ts';

/** How the next launch of these sides is cut: as their pilot says, or as a pilot. */
export function planOf(
  run: RunFile,
  scenarios: readonly string[],
  phase: Phase,
  rule: Rule,
): LaunchPlan {
  const [baseId = '', headId = ''] = scenarios;
  const head = run.scenarios.find(({ id }) => id === headId);
  if (head === undefined) throw new Error(`no scenario has the id ${headId}`);
  const { warmupMs, shortestMs, longestMs, overhead, shortestSliceMs } = rule.launch;
  if (phase === 'warm-up') return pilotPlan(head, warmupMs * scenarios.length);
  const pilot = run.launches.find(
    (launch): launch is CompletedLaunch =>
      launch.status === 'completed' &&
      launch.phase === 'warm-up' &&
      launch.scenarios.includes(headId),
  );
  if (pilot === undefined) throw new Error(`${headId} has no pilot`);
  return launchPlan(pilot, head, {
    standardError: Math.max(rule.launch.standardError, plainEffect(pilot, headId, baseId) / PLAIN),
    shortestMs: shortestMs * scenarios.length,
    longestMs: longestMs * scenarios.length,
    ...{ overhead, shortestSliceMs },
  });
}

/** An effect as large as so many standard errors of a launch has the same sign in nearly all. */
const PLAIN = 4;

/**
 * How much worse the head is at least, as far as the pilot shows it: what is plain needs only short
 * launches. It decides nothing else, so it cannot make a false alarm. 0 where nothing is plain.
 */
function plainEffect(pilot: CompletedLaunch, headId: string, baseId: string): number {
  const logs = cyclesOf(pilot).map((cycle) =>
    Math.log(cycleMs(pilot, headId, cycle) / cycleMs(pilot, baseId, cycle)),
  );
  if (logs.length < 2) return 0;
  const standardError = sampleStandardDeviation(logs) / Math.sqrt(logs.length);
  const worse = Math.min(mean(logs), launchRatio(pilot, headId, baseId).timeLog);
  return Math.max(0, worse - PLAIN * standardError);
}
