import type { CompletedTrial, Role, RunFile, Scenario } from '../../results/format.ts';
import { completedTrial, inRole, runOf, scenario } from './run.ts';

type Metrics = CompletedTrial['metrics'];

/** The scenarios of a check of these models. */
export function inRoles(models: readonly string[], roles: readonly Role[]): readonly Scenario[] {
  return models.flatMap((model) => roles.map((role) => inRole(scenario(model), role)));
}

/** The run file of a check before its first trial. */
export function plannedCheck(scenarios: readonly Scenario[]): RunFile {
  const run = runOf(scenarios, []);
  return { ...run, schedule: { ...run.schedule, command: 'check' } };
}

/**
 * A check of the model `m`: rounds 0 … `rounds` − 1, of which those from `confirmFrom` on confirm.
 * Gated metrics wobble by up to 1 % from side to side, by no more than half of that on average. What
 * a side is given is multiplied by it, unless it is 0 or null.
 */
export function checkOf(
  rounds: number,
  metrics: (role: Role, round: number) => Metrics,
  options: { readonly confirmFrom?: number; readonly roles?: readonly Role[] } = {},
): RunFile {
  const { confirmFrom = Infinity, roles = ['base', 'head', 'control'] } = options;
  const run = plannedCheck(inRoles(['m'], roles));
  const trials = Array.from({ length: rounds }, (_, round) => {
    const confirms = round >= confirmFrom;
    return roles
      .filter((role) => !confirms || role !== 'control')
      .map((role) => ({
        ...trialOf(`m@${role}`, round, role, metrics),
        phase: confirms ? ('confirmation' as const) : ('sample' as const),
      }));
  });
  return { ...run, trials: trials.flat() };
}

function trialOf(
  id: string,
  round: number,
  role: Role,
  metrics: (role: Role, round: number) => Metrics,
): CompletedTrial {
  const wobble = (metric: number) =>
    1 + 0.01 * Math.sin(round * (role.length + metric) + role.charCodeAt(0) + metric);
  const given = metrics(role, round);
  const gated: Metrics = { wallMs: 1000, cpuMs: 800, peakPssBytes: 80e6, ...given };
  const entries = Object.entries(gated).map(([name, value], index) => {
    const steady =
      value === null || !['wallMs', 'cpuMs', 'peakPssBytes', 'peakRssBytes'].includes(name);
    return [name, steady ? value : value * wobble(index)] as const;
  });
  return completedTrial(id, round, Object.fromEntries(entries));
}
