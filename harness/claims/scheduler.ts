import type { RunFile, Scenario } from '../../results/format.ts';
import type { Claim, ClaimLaunch } from '../claim-contract.ts';
import {
  comparisonNeeds,
  type LaunchPlan,
  launchPlan,
  pilotPlan,
} from '../engine/live/slice-plan.ts';
import { launchKind } from '../engine/kinds.ts';
import { type LaunchStep, roundsOf, type Scheduler, type Step } from '../engine/scheduler.ts';

/** What is measured of one claim, with the ids of scenarios in place of those of cases. */
interface Part {
  readonly ids: readonly string[];
  readonly rounds: number;
  readonly launches: readonly ClaimLaunch[];
  readonly capacity: Claim['capacity'];
}

/** Until V8 has compiled what items run; where they wait, so many would take too long. */
const WARMUP = { items: 300, waitingMs: 700 };
/** Of a slice, for each worker: the end, at which some have nothing left to do, is a small part of it. */
const FEWEST_ITEMS = 10;

/** All rounds of a claim, then the next: what belongs together is measured within its minutes. */
export function claimByClaim(claims: readonly Claim[]): Scheduler {
  return function* (planned) {
    let run = planned;
    const parts = claims.map((claim) => partOf(run, claim));
    for (const [index, part] of parts.entries()) {
      run = yield* stepsOf(run, part, parts.slice(index + 1).flatMap(kindsOf));
    }
    return null;
  };
}

function partOf({ scenarios }: RunFile, claim: Claim): Part {
  const own = scenarios.filter(({ group }) => group === claim.name);
  const idOf = (caseId: string) => {
    const scenario = own.find(({ label }) => label === caseId);
    if (scenario === undefined) throw new Error(`${claim.name} has no case ${caseId}`);
    return scenario.id;
  };
  // Sides are stopped by signal, and their CPU is read from /proc.
  const isLive = process.platform === 'linux';
  const { launches = [], capacity } = isLive ? claim : {};
  return {
    ids: own.map(({ id }) => id),
    rounds: Math.max(...own.map(({ rounds }) => rounds)),
    launches: launches.map(({ cases, latency }) => ({ cases: cases.map(idOf), latency })),
    capacity: capacity && { ...capacity, case: idOf(capacity.case) },
  };
}

/** In every round: whole trials, a launch of each group, and what the machine gives. */
function* stepsOf(
  planned: RunFile,
  part: Part,
  later: readonly string[],
): Generator<Step, RunFile, RunFile> {
  let run = planned;
  const { ids, rounds: to, launches, capacity } = part;
  const { seed } = planned.schedule;
  for (const whole of roundsOf(ids, { seed, from: 0, to, after: [] })) {
    const { round } = whole;
    const after = [...kindsOf({ ...part, rounds: to - 1 - round }), ...later];
    const live = liveKinds(part);
    run = yield { ...whole, after: [...live, ...after] };
    for (const [index, launch] of launches.entries()) {
      run = yield* launchSteps(run, launch, round, [...live.slice(index + 1), ...after]);
    }
    if (capacity !== undefined) {
      const { case: scenario, copies } = capacity;
      run = yield { kind: 'capacity', scenario, copies, round, after };
    }
  }
  return run;
}

/** A launch, and before the first its pilot; none after a pilot that failed. */
function* launchSteps(
  planned: RunFile,
  { cases: scenarios, latency }: ClaimLaunch,
  round: number,
  after: readonly string[],
): Generator<Step, RunFile, RunFile> {
  const first = sideOf(planned, scenarios);
  const step = (plan: LaunchPlan, place: Pick<LaunchStep, 'phase' | 'round'>) =>
    ({ kind: 'launch', scenarios, latency, plan, after, ...place }) as const;
  let run = planned;
  if (pilotIn(run, scenarios) === undefined) {
    const plan = pilotOf(first, latency, scenarios.length);
    run = yield step(plan, { phase: 'warm-up', round: -1 });
  }
  const pilot = pilotIn(run, scenarios);
  if (pilot?.status !== 'completed') return run;
  const needs = comparisonNeeds(run.schedule.scale, scenarios.length);
  const plan = launchPlan(pilot, first, needs);
  return yield step(plan, { phase: 'sample', round });
}

function pilotIn({ launches }: RunFile, sides: readonly string[]) {
  return launches.find(
    ({ phase, scenarios }) => phase === 'warm-up' && scenarios.join() === sides.join(),
  );
}

/** Sides differ in their model only, which is nothing to a plan. */
function sideOf({ scenarios }: RunFile, [first]: readonly string[]): Scenario {
  const side = scenarios.find(({ id }) => id === first);
  if (side === undefined) throw new Error('a launch of no case');
  return side;
}

/** Where items wait, a slice of fewer than may wait at once takes as long. */
function pilotOf(side: Scenario, latency: ClaimLaunch['latency'], sides: number): LaunchPlan {
  const { settings, mock } = side;
  if (settings === null) throw new Error(`${side.id} has no settings`);
  const { items, workers, inFlight } = settings;
  if (latency === 'as-given' && mock !== null && mock.latencyMs > 0) {
    return pilotPlan(side, WARMUP.waitingMs * sides, Math.min(items, workers * inFlight));
  }
  return { ...pilotPlan(side, 0, FEWEST_ITEMS * workers), warmupItems: WARMUP.items };
}

/** Kinds of all that is measured of a part; a pilot counts as part of its first launch. */
function kindsOf(part: Part): readonly string[] {
  return Array.from({ length: part.rounds }, () => [...part.ids, ...liveKinds(part)]).flat();
}

function liveKinds({ launches, capacity }: Part): readonly string[] {
  const kinds = launches.map(({ cases }) => launchKind(cases));
  return capacity === undefined ? kinds : [...kinds, 'capacity'];
}
