import { METRICS } from '../../../results/metrics.ts';
import { type SprungTrap, verdictsOf } from '../self-test.ts';
import type { MetricVerdict } from '../verdict.ts';
import { formatEffect } from '../../text/format.ts';
import type { Cell, Table } from '../../text/table.ts';
import { effectRange } from './effect-range.ts';

/** What was planted, and what each check made of it. */
export function selfTestTable(sprung: readonly SprungTrap[]): Table {
  const titles = ['planted', 'model', 'metric', 'verdict', 'effect', 'rounds', 'confirmed'];
  const failed = sprung.filter(({ passed }) => !passed).map(({ trap }) => trap.name);
  return {
    title: failed.length === 0 ? 'Self-test: passed' : 'Self-test: FAILED',
    columns: titles.map((title, index) => ({ title, align: index < 4 ? 'left' : 'right' })),
    rows: sprung.flatMap(({ trap, result }) =>
      verdictsOf(trap, result).map((verdict) => [{ value: plantText(trap) }, ...cells(verdict)]),
    ),
    notes: [
      'Nothing planted: no verdict may be regressed. Planted: every model must be regressed, and confirmed.',
      ...failed.map((name) => `Not as it must be: ${name}`),
    ],
  };
}

export function selfTestJson(sprung: readonly SprungTrap[]): string {
  const document = {
    formatVersion: 1,
    passed: sprung.every(({ passed }) => passed),
    checks: sprung.map(({ trap, result, passed }) => ({
      plant: trap.plant,
      passed,
      outcome: result.outcome,
      verdicts: verdictsOf(trap, result).map(
        ({ model, metric, verdict, effect, rounds, confirmation }) => ({
          ...{ model, metric, verdict, effect, rounds, confirmation },
        }),
      ),
    })),
  };
  return JSON.stringify(document, null, 2);
}

function plantText({ name, plant }: SprungTrap['trap']): string {
  return plant === null ? name : `${name} +${Math.round(100 * plant.share)} %`;
}

function cells({ model, metric, verdict, effect, rounds, confirmation }: MetricVerdict): Cell[] {
  const again = confirmation && `${confirmation.confirmed ? 'yes' : 'no'}, ${confirmation.rounds}`;
  return [
    { value: model },
    { value: METRICS[metric].title },
    { value: verdict },
    effect === null
      ? { value: 'n/a' }
      : {
          value: formatEffect(effect.estimate),
          // In one word, so that it does not wrap.
          detail: effectRange(effect, '…'),
        },
    { value: rounds.toString() },
    { value: again ?? '' },
  ];
}
