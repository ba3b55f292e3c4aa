import type { Injection } from '../../results/format.ts';
import type { CheckedMetric } from './metric.ts';
import type { CheckResult, MetricVerdict } from './verdict.ts';

/** One check of the self-test, and what it must say. */
export interface SelfTestCase {
  /** Also the name of its folder. */
  readonly name: string;
  /** Null for two equal sides. */
  readonly injection: Injection | null;
}

/** A case after its check. */
export interface SelfTestResult {
  readonly tested: SelfTestCase;
  readonly result: CheckResult;
  readonly passed: boolean;
}

/** In this order: first that nothing is found where nothing is. */
export const SELF_TEST_CASES: readonly SelfTestCase[] = [
  { name: 'nothing', injection: null },
  { name: 'cpu', injection: { kind: 'cpu', share: 0.1 } },
  { name: 'memory', injection: { kind: 'memory', share: 0.1 } },
  { name: 'wall', injection: { kind: 'wall', share: 0.2 } },
];

const TIMES: readonly CheckedMetric[] = ['itemMs', 'wallMs'];

/**
 * Where an injection must be found: once up as a rule, in whole trials where there are no launches.
 * CPU that is burnt takes time too, and a check ends with the first of the two that it confirms.
 */
const FOUND_IN: Readonly<Record<Injection['kind'], readonly CheckedMetric[]>> = {
  cpu: ['itemCpuMs', 'cpuMs', ...TIMES],
  memory: ['peakPssBytes', 'peakRssBytes'],
  wall: TIMES,
};

/** One in each case, another each time: a machine that favours one side shows it with any model. */
export function testedModels<Model>(index: number, models: readonly Model[]): readonly Model[] {
  const place = index % models.length;
  return models.slice(place, place + 1);
}

/** Where the injection must show; of equal sides all that are gated. */
export function verdictsOf(
  { injection }: SelfTestCase,
  { verdicts }: CheckResult,
): readonly MetricVerdict[] {
  const gated = verdicts.filter(({ kind }) => kind === 'gated');
  if (injection === null) return gated;
  const metrics = FOUND_IN[injection.kind];
  return gated.filter(({ metric }) => metrics.includes(metric));
}

/** Equal sides must not look different, and what was injected must be found. */
export function selfTestResult(tested: SelfTestCase, result: CheckResult): SelfTestResult {
  if (tested.injection === null) {
    return { tested, result, passed: !['regressed', 'broken'].includes(result.outcome) };
  }
  const found = verdictsOf(tested, result).some(
    ({ verdict, confirmation }) => verdict === 'regressed' && confirmation?.confirmed === true,
  );
  return { tested, result, passed: result.outcome === 'regressed' && found };
}
