import { median } from 'simple-statistics';

import type { CompletedLaunch, Phase, RunFile, Scenario } from '../../../results/format.ts';
import type { LiveMetricName } from '../../../results/live-metrics.ts';
import { launchRatio } from '../../analysis/launches.ts';
import { type LaunchPlan, launchPlan, pilotPlan } from '../../engine/live/slice-plan.ts';
import type { Rule } from '../rule.ts';
import { tolerance, waiverOf } from '../waiver.ts';

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
  const { warmupMs, measureMs, plainMs, clearMs, ...slices } = rule.launch;
  if (phase === 'warm-up') return pilotPlan(head, warmupMs * scenarios.length);
  const [pilot] = completed(run, headId, 'warm-up');
  if (pilot === undefined) throw new Error(`${headId} has no pilot`);
  const before = phase === 'confirmation' ? completed(run, headId, 'sample') : [pilot];
  const worse = worseBy(before, head, baseId, rule);
  const isClear = phase === 'confirmation' && worse > CLEAR;
  const ms = worse > PLAIN ? plainMs : isClear ? clearMs : measureMs;
  return launchPlan(pilot, head, { ...slices, measureMs: ms * scenarios.length });
}

/**
 * As ln(head ÷ base): some six standard deviations of a pilot, so that short launches, which scatter by
 * 10 %, nearly all have the same sign.
 */
const PLAIN = 0.3;
/** The same for launches of 1 s, which scatter by 3 % in time and 6 to 7 % in CPU. A pilot cannot show it: it errs by more. */
const CLEAR = 0.1;

function completed(run: RunFile, headId: string, phase: Phase): readonly CompletedLaunch[] {
  return run.launches.filter(
    (launch): launch is CompletedLaunch =>
      launch.status === 'completed' && launch.phase === phase && launch.scenarios.includes(headId),
  );
}

/**
 * Of time or CPU, whichever got worse by more, as ln(head ÷ base) beyond what is tolerated: what is plain
 * needs only short launches. Their length follows from an earlier phase alone, so that within a phase no launch
 * depends on the signs of those before it, and the test stays exact.
 */
function worseBy(
  launches: readonly CompletedLaunch[],
  head: Scenario,
  baseId: string,
  { waivers }: Rule,
): number {
  const ratios = launches.map((launch) => launchRatio(launch, head.id, baseId));
  const beyond = (metric: LiveMetricName, logs: readonly number[]) =>
    median([...logs]) - tolerance(waiverOf(waivers, head, metric));
  return Math.max(
    beyond(
      'itemMs',
      ratios.map(({ timeLog }) => timeLog),
    ),
    beyond(
      'itemCpuMs',
      ratios.map(({ cpuLog }) => cpuLog ?? 0),
    ),
  );
}
