import { titleOf } from '../metric.ts';
import { type SelfTestCase, type SelfTestResult, verdictsOf } from '../self-test.ts';
import type { MetricVerdict } from '../verdict.ts';
import { printableJson } from '../../text/printable.ts';
import type { Cell, Table } from '../../text/table.ts';
import { effectCell } from './verdict-table.ts';

/** What was injected, and what each check made of it. */
export function selfTestTable(results: readonly SelfTestResult[]): Table {
  const titles = ['planted', 'model', 'metric', 'verdict', 'effect', 'measured', 'confirmed'];
  const failed = results.filter(({ passed }) => !passed).map(({ tested }) => tested.name);
  return {
    title: failed.length === 0 ? 'Self-test: passed' : 'Self-test: FAILED',
    columns: titles.map((title, index) => ({ title, align: index < 4 ? 'left' : 'right' })),
    rows: results.flatMap(({ tested, result }) =>
      verdictsOf(tested, result).map((verdict) => [{ value: caseText(tested) }, ...cells(verdict)]),
    ),
    notes: [
      'With nothing planted, no verdict may be "regressed". A planted change must be reported as regressed and confirmed; each case takes another model.',
      ...failed.map((name) => `Failed: ${name}`),
    ],
  };
}

/** The document of `check --self-test --json`; its keys outlive internal names. */
export function selfTestJson(results: readonly SelfTestResult[]): string {
  const document = {
    formatVersion: 2,
    passed: results.every(({ passed }) => passed),
    checks: results.map(({ tested, result, passed }) => ({
      plant: tested.injection,
      passed,
      outcome: result.outcome,
      verdicts: verdictsOf(tested, result).map(
        ({ model, metric, verdict, effect, basis, n, confirmation }) => ({
          ...{ model, metric, verdict, effect, basis, n, confirmation },
        }),
      ),
    })),
  };
  return printableJson(document);
}

function caseText({ name, injection }: SelfTestCase): string {
  return injection === null ? name : `${name} +${Math.round(100 * injection.share)} %`;
}

function cells(verdict: MetricVerdict): Cell[] {
  const { model, metric, basis, n, confirmation } = verdict;
  const again = confirmation && `${confirmation.confirmed ? 'yes' : 'no'}, ${confirmation.n}`;
  return [
    { value: model },
    { value: titleOf(metric) },
    { value: verdict.verdict },
    effectCell(verdict),
    { value: `${n} ${basis}` },
    { value: again ?? '' },
  ];
}
