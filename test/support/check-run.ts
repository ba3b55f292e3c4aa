import type { CompletedTrial, Role, RunFile, Scenario } from '../../results/format.ts';
import { completedLaunch, type ItemCosts } from './launches.ts';
import { completedTrial, ENVIRONMENT, inRole, runOf, scenario } from './run.ts';

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
 * A check of the model `m` where sides cannot be stopped, so by whole trials alone: rounds 0 … `rounds` − 1, of which those from `confirmFrom` on confirm.
 * Gated metrics wobble by up to 1 % from side to side, by no more than half of that on average. What
 * a side is given is multiplied by it, unless it is 0 or null.
 */
export function checkOf(
  rounds: number,
  metrics: (role: Role, round: number) => Metrics,
  options: { readonly confirmFrom?: number; readonly roles?: readonly Role[] } = {},
): RunFile {
  const { confirmFrom = Infinity, roles = ['base', 'head', 'control'] } = options;
  const planned = plannedCheck(inRoles(['m'], roles));
  const run = { ...planned, environments: [{ ...ENVIRONMENT, platform: 'darwin arm64' }] };
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

/** How much of a live check there is. */
export interface Taken {
  readonly rounds: number;
  readonly launches: number;
  readonly freshLaunches?: number;
  readonly freshRounds?: number;
}

/**
 * A check of the model `m` with launches, in which items cost what `costs` says, with a wobble of up
 * to 1 %. Trials have the metrics given.
 */
export function liveCheckOf(
  { rounds, launches, freshLaunches = 0, freshRounds = 0 }: Taken,
  costs: (role: Role, round: number) => ItemCosts = () => ({ ms: 1, cpuMs: 1.2 }),
  metrics: (role: Role, round: number) => Metrics = () => ({}),
): RunFile {
  const run = plannedCheck(inRoles(['m'], ['base', 'head', 'control']));
  const { trials } = checkOf(rounds + freshRounds, metrics, { confirmFrom: rounds });
  const launch = (round: number, phase: 'warm-up' | 'sample' | 'confirmation') => {
    const roles = phase === 'confirmation' ? BOTH : ALL;
    const sides = roles.map((role) => {
      const { ms, cpuMs } = costs(role, round);
      const wobble = (seed: number) => 1 + 0.01 * Math.sin(seed * (round + 2) + role.length * seed);
      const cpu = cpuMs === null ? null : cpuMs * wobble(3.3);
      return [`m@${role}`, { ms: ms * wobble(1.7), cpuMs: cpu }] as const;
    });
    return completedLaunch(Object.fromEntries(sides), round, { phase });
  };
  return {
    ...run,
    trials,
    launches: Array.from({ length: 1 + launches + freshLaunches }, (_, index) =>
      launch(index - 1, index === 0 ? 'warm-up' : index <= launches ? 'sample' : 'confirmation'),
    ),
  };
}

const BOTH: readonly Role[] = ['base', 'head'];
const ALL: readonly Role[] = [...BOTH, 'control'];

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
