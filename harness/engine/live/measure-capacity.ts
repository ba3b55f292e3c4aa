import type { Capacity } from '../../../results/format.ts';
import { TrialFailed } from '../driven-trial.ts';
import type { RunnableScenario } from '../trial.ts';
import type { LiveSide } from './live-side.ts';
import { type LiveContext, withLiveSides } from './live-sides.ts';

/** Copies of a floor's work, first one alone and then all at once. */
export interface CapacityRequest {
  readonly floor: RunnableScenario;
  readonly copies: number;
  readonly round: number;
}

/** Slices last at least so long, so that starting copies one after the other is nothing of them. */
const SLICE_MS = 50;
const CYCLES = 12;
/** One item alone may be unlike the others. */
const FEWEST_ITEMS = 8;
/** A copy works alone: no worker waits for its part. */
const BATCH = 1_000_000;

/** What copies of the floor's work take alone and side by side; null where one of them failed. */
export async function measureCapacity(
  { floor, copies, round }: CapacityRequest,
  context: LiveContext,
): Promise<Capacity | null> {
  const startedAt = new Date().toISOString();
  const runnables = Array.from({ length: copies }, () => floor);
  try {
    return await withLiveSides(
      { runnables, work: { batchSize: BATCH, warmupItems: null } },
      context,
      async (sides) => {
        await Promise.all(sides.map((side) => side.ready));
        const items = await sliceOf(sides);
        const aloneMs: number[] = [];
        const togetherMs: number[] = [];
        for (let cycle = 0; cycle < CYCLES; cycle++) {
          const one = sides[cycle % copies];
          if (one !== undefined) aloneMs.push(await longestMs([one], items));
          togetherMs.push(await longestMs(sides, items));
        }
        const scenario = floor.scenario.id;
        return { round, startedAt, scenario, copies, items, aloneMs, togetherMs };
      },
    );
  } catch (error) {
    if (error instanceof TrialFailed) return null;
    throw error;
  }
}

/** Items of a slice that is long enough; finding it warms up all copies. */
async function sliceOf(sides: readonly LiveSide[]): Promise<number> {
  for (let items = FEWEST_ITEMS; ; items *= 2) {
    const ms: number[] = [];
    for (const side of sides) ms.push(await longestMs([side], items));
    if (Math.min(...ms) >= SLICE_MS) return items;
  }
}

async function longestMs(sides: readonly LiveSide[], items: number): Promise<number> {
  const slices = await Promise.all(sides.map((side) => side.slice({ first: 0, count: items })));
  return Math.max(...slices.map(({ ms }) => ms));
}
