import type { Plant, RunFile } from '../../results/format.ts';
import type { MetricName } from '../../results/metrics.ts';
import type { CheckResult, MetricVerdict } from './verdict.ts';

/** One check of the self-test, and what it must say. */
export interface Trap {
  /** Also the name of its folder. */
  readonly name: string;
  /** Null for two equal sides. */
  readonly plant: Plant | null;
}

/** A trap after its check. */
export interface SprungTrap {
  readonly trap: Trap;
  readonly result: CheckResult;
  readonly passed: boolean;
}

/** In this order: first that nothing is found where nothing is. */
export const TRAPS: readonly Trap[] = [
  { name: 'nothing', plant: null },
  { name: 'cpu', plant: { kind: 'cpu', share: 0.1 } },
  { name: 'memory', plant: { kind: 'memory', share: 0.1 } },
  { name: 'wall', plant: { kind: 'wall', share: 0.2 } },
];

/** Where a plant must be found; of peaks, in the one that is judged. */
const FOUND_IN: Readonly<Record<Plant['kind'], readonly MetricName[]>> = {
  cpu: ['cpuMs'],
  memory: ['peakPssBytes', 'peakRssBytes'],
  wall: ['wallMs'],
};

/** Of each model the verdict that the plant must show in; of equal sides all that are gated. */
export function verdictsOf(trap: Trap, { verdicts }: CheckResult): readonly MetricVerdict[] {
  const gated = verdicts.filter(({ kind }) => kind === 'gated');
  if (trap.plant === null) return gated;
  const metrics = FOUND_IN[trap.plant.kind];
  return gated.filter(({ metric }) => metrics.includes(metric));
}

/** Equal sides must not look different, and what was planted must be found in every model. */
export function sprung(trap: Trap, run: RunFile, result: CheckResult): SprungTrap {
  if (trap.plant === null) {
    return { trap, result, passed: !['regressed', 'broken'].includes(result.outcome) };
  }
  const found = verdictsOf(trap, result).filter(
    ({ verdict, confirmation }) => verdict === 'regressed' && confirmation?.confirmed === true,
  );
  const heads = run.scenarios.filter(({ arm }) => arm === 'head');
  return { trap, result, passed: result.outcome === 'regressed' && found.length === heads.length };
}
