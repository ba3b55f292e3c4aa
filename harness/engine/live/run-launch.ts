import type { Injection, Launch, Phase } from '../../../results/format.ts';
import { createRandom, type Random, shuffle } from '../../stats/random.ts';
import { TrialFailed } from '../driven-trial.ts';
import { resultDifferences } from '../equal-work.ts';
import type { RunnableScenario } from '../trial.ts';
import type { LiveSide, Slice } from './live-side.ts';
import { type LiveContext, type SidesRequest, withLiveSides } from './live-sides.ts';
import { nextSlices, type LaunchPlan, warmUpIsOver } from './slice-plan.ts';
import { worseningOf } from './worsening.ts';

/** What one launch is to do. */
export interface LaunchRequest {
  readonly sides: readonly RunnableScenario[];
  readonly plan: LaunchPlan;
  readonly phase: Phase;
  readonly round: number;
  /** Of the run; with the rest of the request it draws every order. */
  readonly seed: number;
}

/** A side did other work than was asked. */
class SliceError extends Error {
  override readonly name = 'SliceError';
}

/** The slices done so far, as columns. */
interface Columns {
  readonly side: number[];
  readonly items: number[];
  readonly ms: number[];
  /** NaN where not known. */
  readonly cpuMs: number[];
}

/** A launch while it goes on. */
interface Going {
  sides: readonly LiveSide[];
  readonly request: LaunchRequest;
  readonly random: Random;
  readonly columns: Columns;
  /** The item that the next slices begin with. */
  first: number;
  /** The side at work. */
  atWork: string | null;
}

/** Runs fresh trees of all sides in turn. Never rejects for what a side did wrong. */
export async function runLaunch(request: LaunchRequest, context: LiveContext): Promise<Launch> {
  const { phase, round, seed, plan, sides: runnables } = request;
  const scenarios = runnables.map(({ scenario }) => scenario.id);
  const head = { phase, round, startedAt: new Date().toISOString(), scenarios };
  const random = createRandom(seed, `launch ${phase} ${round} of ${scenarios.join()}`);
  const columns: Columns = { side: [], items: [], ms: [], cpuMs: [] };
  const going: Going = { sides: [], request, random, columns, first: 0, atWork: null };
  const assign: SidesRequest['assign'] = (launchers) => shuffle(launchers, random);
  try {
    return await withLiveSides({ runnables, work: plan, assign }, context, async (sides) => {
      going.sides = sides;
      for (const side of sides) {
        going.atWork = side.id;
        await side.ready;
      }
      const warmupItems = await work(going);
      const ended = await Promise.all(sides.map((side) => side.end()));
      return { ...head, status: 'completed', ...outcomeOf(going), warmupItems, sides: ended };
    });
  } catch (error) {
    const failed = { ...head, status: 'failed', scenario: going.atWork } as const;
    if (error instanceof TrialFailed) return { ...failed, message: error.failure.message };
    if (error instanceof SliceError) return { ...failed, message: error.message };
    throw error;
  }
}

function outcomeOf({ request: { plan, sides }, columns }: Going) {
  const { cpuMs, ...others } = columns;
  return {
    mockLatencyMs: sides[0]?.mock?.conditions.latencyMs ?? null,
    batchSize: plan.batchSize,
    slices: { ...others, cpuMs: cpuMs.some(Number.isNaN) ? null : cpuMs },
  };
}

/** Warms up and does all cycles; how many items each side did before the first. */
async function work(going: Going): Promise<number> {
  const { plan } = going.request;
  const all = going.sides.map((_, index) => index);
  const startedAtMs = performance.now();
  const isWarm = () => warmUpIsOver(plan, going.first, performance.now() - startedAtMs);
  while (!isWarm()) await half(going, all, plan.warmupSlice, null);
  const warmupItems = going.first;
  for (;;) {
    const items = nextSlices(plan, going.sides.length, going.columns);
    if (items === null) return warmupItems;
    // A pilot compares sizes, so each of them does the same items.
    if (items !== going.columns.items.at(-1)) going.first = warmupItems;
    const order = shuffle(all, going.random);
    await half(going, order, items, going.columns);
    await half(going, order.toReversed(), items, going.columns);
  }
}

/** The same items once on every side. */
async function half(
  going: Going,
  order: readonly number[],
  count: number,
  columns: Columns | null,
): Promise<void> {
  let digest: string | null = null;
  for (const index of order) {
    const side = going.sides[index];
    if (side === undefined) throw new Error(`there is no side ${index}`);
    going.atWork = side.id;
    const slice = await side.slice({
      ...{ first: going.first, count },
      ...worseningOf(injectionOf(going, index), going.sides[0]?.last ?? null, count),
    });
    const { proof } = slice.pass;
    expectWork(slice, count, (digest ??= proof.digest));
    if (columns !== null) add(columns, index, count, slice);
  }
  going.first += count;
}

function injectionOf({ request }: Going, side: number): Injection | null {
  return request.sides[side]?.scenario.injection ?? null;
}

function expectWork({ pass: { proof } }: Slice, items: number, digest: string): void {
  const [reason] = resultDifferences({ items, digest }, proof);
  if (reason !== undefined) throw new SliceError(reason);
}

function add(columns: Columns, side: number, items: number, { ms, cpuMs }: Slice): void {
  columns.side.push(side);
  columns.items.push(items);
  columns.ms.push(ms);
  columns.cpuMs.push(cpuMs ?? NaN);
}
