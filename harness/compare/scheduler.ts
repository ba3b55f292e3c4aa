import { median } from 'simple-statistics';

import type { CompletedLaunch, Ending, RunFile, Scenario, Schedule } from '../../results/format.ts';
import { launchesOf } from '../analysis/launches.ts';
import { LAUNCH_LOOKS, roundsToCompare, validPairs } from '../analysis/confidence.ts';
import { homeRuntime } from '../analysis/home.ts';
import { isValid, valuesOf } from '../analysis/trials.ts';
import {
  comparisonNeeds,
  type LaunchPlan,
  launchPlan,
  pilotPlan,
} from '../engine/live/slice-plan.ts';
import { launchKind } from '../engine/kinds.ts';
import {
  type LaunchStep,
  type Round,
  roundScheduler,
  type Scheduler,
  type Step,
} from '../engine/scheduler.ts';
import { isDecided } from './decided.ts';

/** How much of a model that is up is measured. */
interface LiveScale {
  readonly capacities: number;
  /** Of each side. */
  readonly warmupMs: number;
}

const LIVE: Readonly<Record<Schedule['scale'], LiveScale>> = {
  full: { capacities: 3, warmupMs: 700 },
  quick: { capacities: 1, warmupMs: 300 },
};

/**
 * As many as give an interval a few per cent wide: launches of two models scatter by 4-8 % in time, and
 * twice as many make the interval half as wide (docs/method.md, "Once up").
 */
const FEWEST_LAUNCHES = 16;

/** Of the machine's memory, for all trees that are alive at once. */
const MEMORY_SHARE = 0.5;

/**
 * Rounds of whole trials until every question is decided, then launches of the models that did their work,
 * then the machine. `asked`: launches that count; null for as many as it takes to rank the models.
 */
export function compareScheduler(asked: number | null): Scheduler {
  return function* (planned) {
    let run = planned;
    let ending: Ending = 'rounds';
    for (const round of roundScheduler()(planned)) {
      run = yield round;
      if (isFirst(round, run) && everyModelFailed(run)) return 'failed';
      if (!isLook(round, run) || !isDecided(run)) continue;
      ending = 'decided';
      break;
    }
    // Sides are stopped by signal, and their CPU is read from /proc.
    if (process.platform !== 'linux' || asked === 0 || hasFaults(run)) return ending;
    const scale = LIVE[run.schedule.scale];
    const count = asked ?? launchesToRank(run);
    for (const ids of liveGroups(run)) run = yield* launches(run, { ids, count }, scale);
    yield* capacities(run, scale);
    return ending;
  };
}

function isFirst({ round }: Round, { schedule }: RunFile): boolean {
  return round === -schedule.warmupRounds;
}

/** A server that ran already may have them, too; launches repeat items. */
function hasFaults({ scenarios }: RunFile): boolean {
  return scenarios.some(({ mock }) => (mock?.faults ?? null) !== null);
}

/** What fails in its first trial fails in all of them, and one bad trial leaves a model without figures. */
function everyModelFailed({ scenarios, trials }: RunFile): boolean {
  const models = scenarios.filter(({ kind }) => kind === 'model').map(({ id }) => id);
  const bad = trials.filter(({ status }) => status !== 'completed').map(({ scenario }) => scenario);
  return models.length > 0 && models.every((id) => bad.includes(id));
}

/** A moment at which it is decided whether more rounds are needed. */
function isLook({ round }: Round, { schedule: { looks } }: RunFile): boolean {
  return looks.slice(0, -1).includes(round + 1);
}

function launchesToRank(run: RunFile): number {
  return Math.max(FEWEST_LAUNCHES, roundsToCompare(validPairs(run).length, LAUNCH_LOOKS));
}

/**
 * What may be alive together: all at once, or, where memory is short, each with its baseline. Of several runtimes
 * the home one alone: a server does not choose its runtime by a microsecond per item.
 */
export function liveGroups(run: RunFile): readonly (readonly string[])[] {
  const home = homeRuntime(run);
  // A program in another language is not driven.
  const able = run.scenarios.filter(
    (one) =>
      one.language === null && one.runtime === home && isValid(run, one.id) && !waits(run, one),
  );
  const ids = able.map(({ id }) => id);
  const [memoryBytes = 0] = run.environments.map((environment) => environment.memoryBytes);
  const needed = ids.reduce((sum, id) => sum + peakBytes(run, id), 0);
  if (needed <= MEMORY_SHARE * memoryBytes) return ids.length < 2 ? [] : [ids];
  return able.flatMap(({ id, baseline }) =>
    baseline !== null && ids.includes(baseline) ? [[baseline, id]] : [],
  );
}

function* launches(
  planned: RunFile,
  asked: { readonly ids: readonly string[]; readonly count: number },
  scale: LiveScale,
): Generator<Step, RunFile, RunFile> {
  const { count } = asked;
  let [run, ids] = [planned, asked.ids];
  const step = (plan: LaunchPlan, round: number, left: number): LaunchStep => ({
    ...{ kind: 'launch', plan, round, scenarios: ids, latency: 'none' },
    phase: round < 0 ? 'warm-up' : 'sample',
    after: Array.from({ length: left }, () => launchKind(ids)),
  });
  let pilot: CompletedLaunch | null = null;
  while (pilot === null && ids.length > 1) {
    const plan = pilotPlan(scenarioOf(run, ids), scale.warmupMs * ids.length);
    run = yield step(plan, -1, count);
    const last = run.launches.at(-1);
    if (last?.status === 'completed') pilot = last;
    // What cannot be driven has no place in launches; the others have.
    else if (last?.scenario != null) ids = ids.filter((id) => id !== last.scenario);
    else return run;
  }
  if (pilot === null) return run;
  const needs = comparisonNeeds(run.schedule.scale, ids.length);
  const plan = launchPlan(pilot, scenarioOf(run, ids), needs);
  for (let round = 0; round < count; round++) {
    run = yield step(plan, round, count - 1 - round);
  }
  return run;
}

/** Two copies, four, eight … and as many as there are cores. */
function* capacities(run: RunFile, scale: LiveScale): Generator<Step, void, RunFile> {
  const done = launchesOf(run, []).at(-1)?.scenarios ?? [];
  const floor = run.scenarios.find(({ kind, id }) => kind === 'floor' && done.includes(id));
  if (floor === undefined) return;
  const [machineCores = 1] = run.environments.map((environment) => environment.cores);
  const cores = floor.limits?.cores?.length ?? machineCores;
  const doublings = Array.from({ length: Math.floor(Math.log2(cores)) }, (_, n) => 2 ** (n + 1));
  const counts = [...new Set([...doublings, cores])].filter((copies) => copies > 1);
  const steps = Array.from({ length: scale.capacities }, (_, round) =>
    counts.map((copies) => ({ kind: 'capacity', scenario: floor.id, copies, round }) as const),
  ).flat();
  for (const [index, step] of steps.entries()) {
    yield { ...step, after: steps.slice(index + 1).map(({ kind }) => kind) };
  }
}

/**
 * A floor that takes so many times its CPU waits, and waits for one item after the other: a slice of it
 * would be most of a launch, and copies of it wait side by side on any machine.
 */
const WAITING = 3;

function waits(run: RunFile, { id, kind }: Scenario): boolean {
  const [wallMs, cpuMs] = [valuesOf(run, id, 'wallMs'), valuesOf(run, id, 'cpuMs')];
  if (kind !== 'floor' || cpuMs.length === 0) return false;
  return median([...wallMs]) > WAITING * median([...cpuMs]);
}

/** PSS, or RSS where that cannot be had. */
function peakBytes(run: RunFile, id: string): number {
  const pss = valuesOf(run, id, 'peakPssBytes');
  return Math.max(0, ...(pss.length > 0 ? pss : valuesOf(run, id, 'peakRssBytes')));
}

/** A model of them: settings are those of all, and a floor asks no server. */
function scenarioOf({ scenarios }: RunFile, ids: readonly string[]): Scenario {
  const sides = scenarios.filter(({ id }) => ids.includes(id));
  const model = sides.find(({ kind }) => kind === 'model') ?? sides[0];
  if (model === undefined) throw new Error('a launch of no scenario');
  return model;
}
