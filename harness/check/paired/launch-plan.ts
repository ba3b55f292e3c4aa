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
  const { warmupMs, measureMs, plainMs, ...slices } = rule.launch;
  if (phase === 'warm-up') return pilotPlan(head, warmupMs * scenarios.length);
  const pilot = run.launches.find(
    (launch): launch is CompletedLaunch =>
      launch.status === 'completed' &&
      launch.phase === 'warm-up' &&
      launch.scenarios.includes(headId),
  );
  if (pilot === undefined) throw new Error(`${headId} has no pilot`);
  const ms = isPlainlyWorse(pilot, head, baseId, rule) ? plainMs : measureMs;
  return launchPlan(pilot, head, { ...slices, measureMs: ms * scenarios.length });
}

/**
 * As ln(head ÷ base): some six standard deviations of a pilot, so that short launches, which scatter by
 * 10 %, nearly all have the same sign.
 */
const PLAIN = 0.3;

/** What is plain needs only short launches. This decides nothing else, so it makes no false alarm. */
function isPlainlyWorse(
  pilot: CompletedLaunch,
  head: Scenario,
  baseId: string,
  { waivers }: Rule,
): boolean {
  const { timeLog, cpuLog } = launchRatio(pilot, head.id, baseId);
  const beyond = (metric: LiveMetricName, log: number) =>
    log - tolerance(waiverOf(waivers, head, metric)) > PLAIN;
  return beyond('itemMs', timeLog) || beyond('itemCpuMs', cpuLog ?? 0);
}
