import { probit } from 'simple-statistics';

import { judge } from '../../harness/check/paired/judge.ts';
import { type Due, nextStep, type Step } from '../../harness/check/paired/step.ts';
import type { Rule } from '../../harness/check/rule.ts';
import type { CheckResult } from '../../harness/check/verdict.ts';
import { nextFloat, type Random } from '../../harness/stats/random.ts';
import type { Launch, RunFile, TrialRecord } from '../../results/format.ts';
import { inRoles, plannedCheck } from './check-run.ts';
import { completedLaunch } from './launches.ts';
import { completedTrial } from './run.ts';

/** The truth of a simulated check. */
export interface Truth {
  readonly models: number;
  /** Standard deviations of ln(head ÷ base), outliers included. */
  readonly spread: Spread;
  /** Head ÷ base of the first model; everything else is equal on both sides. */
  readonly ratio: { readonly cpu?: number; readonly time?: number; readonly memory?: number };
  /** False where no model has launches. */
  readonly launches?: boolean;
}

export interface Spread {
  /** Of time and CPU, from launch to launch. */
  readonly launch: number;
  /** Of whole trials side by side. */
  readonly wall: number;
  readonly cpu: number;
  readonly memory: number;
}

export interface SimulatedCheck {
  readonly run: RunFile;
  readonly result: CheckResult;
  /** What the check would have taken. */
  readonly seconds: number;
}

/** Share of values that are outliers, and how much wider those scatter. */
const OUTLIERS = { share: 0.05, factor: 4 };
/** Standard deviation of such noise where that of all but the outliers is 1. */
const NOISE_SD = Math.sqrt(1 + OUTLIERS.share * (OUTLIERS.factor ** 2 - 1));
/** Of the machine, which all that is measured at a time meets: AR(1) drift, and regimes it jumps between. */
const DRIFT = { kept: 0.9, sd: 0.02 };
const REGIMES = { change: 0.08, levels: [0, 0.1, 0.25] };
/** Of fetch-pokemon with 1000 items on two shared cores. */
const SECONDS = { trial: 1.7, launch: 0.8, launchSide: 2.2 };

/** Runs a whole check on simulated launches and trials: as many of what as `nextStep` asks for. */
export function simulateCheck(truth: Truth, rule: Rule, random: Random): SimulatedCheck {
  const models = Array.from({ length: truth.models }, (_, index) => `model-${index}`);
  let run = plannedCheck([
    ...inRoles(models.slice(0, 1), ['base', 'head', 'control']),
    ...inRoles(models.slice(1), ['base', 'head']),
  ]);
  const world: World = { truth, random, machine: { drift: 0, regime: 0 } };
  for (;;) {
    const step = nextStep(run, rule, false);
    if (step === null) return { run, result: judge(run, rule), seconds: secondsOf(run) };
    run = step.basis === 'launches' ? withLaunches(run, step, world) : withRounds(run, step, world);
  }
}

interface World {
  readonly truth: Truth;
  readonly random: Random;
  readonly machine: { drift: number; regime: number };
}

function withLaunches(run: RunFile, { due, phase }: Step, world: World): RunFile {
  const launches = due.flatMap((one) => {
    const first = run.launches.filter(
      (launch) => launch.phase !== 'warm-up' && launch.scenarios[0] === one.scenarios[0],
    ).length;
    return Array.from({ length: one.left }, (_, index) =>
      simulateLaunch(one, phase === 'warm-up' ? -1 : first + index, phase, world),
    );
  });
  return { ...run, launches: [...run.launches, ...launches] };
}

function simulateLaunch(
  { scenarios }: Due,
  round: number,
  phase: Step['phase'],
  world: World,
): Launch {
  const { truth } = world;
  if (truth.launches === false) {
    const place = { phase, round, startedAt: '2026-01-01T00:00:00.000Z' };
    return { ...place, scenarios: [...scenarios], status: 'failed', scenario: null, message: 'no' };
  }
  moveOn(world);
  const noise = () => noiseOf(truth.spread.launch, world);
  const sides = scenarios.map((id) => {
    const { time = 1, cpu = 1 } = isWorse(id) ? truth.ratio : {};
    return [id, { ms: time * noise(), cpuMs: cpu * noise() }] as const;
  });
  return completedLaunch(Object.fromEntries(sides), round, { phase });
}

function withRounds(run: RunFile, { due, phase }: Step, world: World): RunFile {
  const ids = due.flatMap(({ scenarios }) => scenarios);
  const first = 1 + Math.max(-1, ...run.trials.map(({ round }) => round));
  const trials = Array.from({ length: Math.min(...due.map(({ left }) => left)) }, (_, index) => {
    moveOn(world);
    return ids.map((id) => ({ ...simulateTrial(id, first + index, world), phase }));
  });
  return { ...run, trials: [...run.trials, ...trials.flat()] };
}

/** What an item costs more, a trial costs more in the same share. */
function simulateTrial(id: string, round: number, world: World): TrialRecord {
  const { spread, ratio } = world.truth;
  const { time = 1, cpu = 1, memory = 1 } = isWorse(id) ? ratio : {};
  return completedTrial(id, round, {
    wallMs: 1000 * time * noiseOf(spread.wall, world),
    cpuMs: 1200 * cpu * noiseOf(spread.cpu, world),
    peakPssBytes: 100e6 * memory * noiseOf(spread.memory, world),
  });
}

function isWorse(id: string): boolean {
  return id === 'model-0@head';
}

function moveOn({ machine, random }: World): void {
  machine.drift = DRIFT.kept * machine.drift + DRIFT.sd * normal(random);
  if (nextFloat(random) < REGIMES.change) {
    machine.regime = REGIMES.levels[Math.floor(nextFloat(random) * REGIMES.levels.length)] ?? 0;
  }
}

/** Of one side, so that the logarithm of two sides' ratio scatters by `pairedSd`. */
function noiseOf(pairedSd: number, { machine, random }: World): number {
  const factor = nextFloat(random) < OUTLIERS.share ? OUTLIERS.factor : 1;
  const own = (pairedSd / Math.SQRT2 / NOISE_SD) * factor * normal(random);
  return Math.exp(own + machine.drift + machine.regime);
}

function secondsOf({ trials, launches }: RunFile): number {
  const sides = launches.reduce((sum, { scenarios }) => sum + scenarios.length, 0);
  return (
    SECONDS.trial * trials.length + SECONDS.launch * launches.length + SECONDS.launchSide * sides
  );
}

function normal(random: Random): number {
  return probit(nextFloat(random));
}
