import type { Injection, RunFile } from '../../results/format.ts';
import type { MetricName } from '../../results/metrics.ts';
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

/** Where an injection must be found; of peaks, in the one that is judged. */
const FOUND_IN: Readonly<Record<Injection['kind'], readonly MetricName[]>> = {
  cpu: ['cpuMs'],
  memory: ['peakPssBytes', 'peakRssBytes'],
  wall: ['wallMs'],
};

/** Of each model the verdict that the injection must show in; of equal sides all that are gated. */
export function verdictsOf(
  { injection }: SelfTestCase,
  { verdicts }: CheckResult,
): readonly MetricVerdict[] {
  const gated = verdicts.filter(({ kind }) => kind === 'gated');
  if (injection === null) return gated;
  const metrics = FOUND_IN[injection.kind];
  return gated.filter(({ metric }) => metrics.includes(metric));
}

/** Equal sides must not look different, and what was injected must be found in every model. */
export function selfTestResult(
  tested: SelfTestCase,
  run: RunFile,
  result: CheckResult,
): SelfTestResult {
  if (tested.injection === null) {
    return { tested, result, passed: !['regressed', 'broken'].includes(result.outcome) };
  }
  const found = verdictsOf(tested, result).filter(
    ({ verdict, confirmation }) => verdict === 'regressed' && confirmation?.confirmed === true,
  );
  const heads = run.scenarios.filter(({ role }) => role === 'head');
  const passed = result.outcome === 'regressed' && found.length === heads.length;
  return { tested, result, passed };
}
