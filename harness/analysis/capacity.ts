import { median } from 'simple-statistics';

import type { Capacity, RunFile } from '../../results/format.ts';
import type { Interval } from '../stats/interval.ts';
import { medianInterval } from '../stats/median.ts';

/** What the machine gives to work that is done several times at once. */
export interface ParallelCapacity {
  readonly copies: number;
  /** How many cores' worth that is; `copies` where they do not disturb one another. */
  readonly cores: Interval;
}

/** By the number of copies, fewest first. */
export function parallelCapacities(
  { capacities }: RunFile,
  confidence: number,
): readonly ParallelCapacity[] {
  return [...Map.groupBy(capacities, ({ copies }) => copies)]
    .toSorted(([a], [b]) => a - b)
    .map(([copies, each]) => ({ copies, cores: medianInterval(each.map(coresOf), confidence) }));
}

/** What bounds the speed-up of so many workers: the most copies up to that number. Null where not measured. */
export function capacityFor(
  run: RunFile,
  workers: number,
  confidence: number,
): ParallelCapacity | null {
  const all = parallelCapacities(run, confidence);
  return all.findLast(({ copies }) => copies <= workers) ?? all[0] ?? null;
}

function coresOf({ copies, aloneMs, togetherMs }: Capacity): number {
  return (copies * median(aloneMs)) / median(togetherMs);
}
