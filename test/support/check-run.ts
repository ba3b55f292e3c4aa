import type { CompletedTrial, RunFile, Scenario, TrialRecord } from '../../results/format.ts';
import { completedTrial, runOf, scenario } from './run.ts';

export type Arm = 'base' | 'head' | 'control';
type Metrics = CompletedTrial['metrics'];

/** The scenarios of a check of these models. */
export function armsOfModels(models: readonly string[], arms: readonly Arm[]): Scenario[] {
  return models.flatMap((model) =>
    arms.map((arm) => ({ ...scenario(model), id: `${model}@${arm}`, arm })),
  );
}

/** The run file of a check. */
export function checkRun(
  scenarios: readonly Scenario[],
  trials: readonly TrialRecord[],
  confirmFrom: number | null,
): RunFile {
  const side = { ref: 'main', gitCommit: null, gitDirty: null };
  const comparison = { base: side, head: side, whole: false, plant: null, confirmFrom };
  return runOf(scenarios, trials, { comparison });
}

/**
 * A check of the model `m`: rounds 0 … `rounds` − 1, of which those from `confirmFrom` on confirm.
 * Gated metrics wobble by up to 1 % from arm to arm, by no more than half of that on average. What
 * an arm is given is multiplied by it, unless it is 0 or null.
 */
export function checkOf(
  rounds: number,
  metrics: (arm: Arm, round: number) => Metrics,
  options: { readonly confirmFrom?: number; readonly arms?: readonly Arm[] } = {},
): RunFile {
  const { confirmFrom = null, arms = ['base', 'head', 'control'] } = options;
  const scenarios = armsOfModels(['m'], arms);
  const trials = Array.from({ length: rounds }, (_, round) =>
    scenarios
      .filter(({ arm }) => confirmFrom === null || round < confirmFrom || arm !== 'control')
      .map(({ id, arm }) => trialOf(id, round, arm ?? 'base', metrics)),
  );
  return checkRun(scenarios, trials.flat(), confirmFrom);
}

function trialOf(
  id: string,
  round: number,
  arm: Arm,
  metrics: (arm: Arm, round: number) => Metrics,
): CompletedTrial {
  const wobble = (metric: number) =>
    1 + 0.01 * Math.sin(round * (arm.length + metric) + arm.charCodeAt(0) + metric);
  const given = metrics(arm, round);
  const gated: Metrics = { wallMs: 1000, cpuMs: 800, peakPssBytes: 80e6, ...given };
  const entries = Object.entries(gated).map(([name, value], index) => {
    const steady =
      value === null || !['wallMs', 'cpuMs', 'peakPssBytes', 'peakRssBytes'].includes(name);
    return [name, steady ? value : value * wobble(index)] as const;
  });
  return completedTrial(id, round, Object.fromEntries(entries));
}
