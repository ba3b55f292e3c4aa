import { type Comparison, inverse } from '../../analysis/comparison.ts';
import { labelOf, type ScenarioSummary } from '../../analysis/summary.ts';
import type { Cell } from '../../text/table.ts';
import { baseCell, comparisonCell } from './cells.ts';

/** A column that compares each row with another. */
export interface ComparedColumn {
  readonly title: string;
  readonly cellOf: (one: ScenarioSummary) => Cell;
}

/** What a scenario has of both, as a job or once up. */
type ComparisonsOf = (one: ScenarioSummary) => {
  readonly cpuOverFloor: Comparison | null;
  readonly speedup: Comparison | null;
} | null;

/**
 * `CPU vs bare-work`: of a user's function no floor, since models that overlap items can need less. None for
 * a floor alone.
 */
export function floorColumns(
  scenarios: readonly ScenarioSummary[],
  comparisonsOf: ComparisonsOf,
): readonly ComparedColumn[] {
  const [floor, ...others] = scenarios.filter(isFloor);
  if (floor === undefined || scenarios.every(isFloor)) return [];
  return [
    {
      // Each language has a floor of its own.
      title: others.length === 0 ? `CPU vs ${labelOf(floor)}` : 'CPU vs floor',
      cellOf: (one) =>
        isFloor(one)
          ? { value: '' }
          : comparisonCell(one, comparisonsOf(one)?.cpuOverFloor ?? null, 'amount'),
    },
  ];
}

/** None where nothing is compared with another. */
export function baseColumns(
  scenarios: readonly ScenarioSummary[],
  comparisonsOf: ComparisonsOf,
): readonly ComparedColumn[] {
  const bases = new Set(scenarios.flatMap(({ scenario }) => scenario.baseline ?? []));
  if (bases.size === 0) return [];
  const cellOf = (one: ScenarioSummary): Cell => {
    const speedup = comparisonsOf(one)?.speedup ?? null;
    if (one.valid && one.scenario.baseline === null && bases.has(one.scenario.id)) {
      return baseCell('base');
    }
    return comparisonCell(one, speedup && inverse(speedup), 'time');
  };
  return [{ title: 'time vs base', cellOf }];
}

export function isFloor({ scenario }: ScenarioSummary): boolean {
  return scenario.kind === 'floor';
}

/** Models first: a floor only tells what they can be compared with. */
export function floorsLast(scenarios: readonly ScenarioSummary[]): readonly ScenarioSummary[] {
  return scenarios.toSorted((a, b) => Number(isFloor(a)) - Number(isFloor(b)));
}
