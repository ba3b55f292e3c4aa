import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';

import { budgetText } from '../../../results/budget-format.ts';
import { budgetProblem, readBudget } from '../../../harness/engine/budget-flag.ts';
import { HarnessError } from '../../../harness/errors.ts';
import {
  type Budget,
  BUDGET_METRICS,
  BUDGET_UNITS,
  type BudgetUnit,
  budgetMetric,
  limitOf,
} from '../../../results/budget-format.ts';

const UNITS = Object.keys(BUDGET_UNITS) as BudgetUnit[];

/** Every budget that there can be, with a limit that is written without an exponent. */
const anyBudget: fc.Arbitrary<Budget> = fc
  .record({
    model: fc.option(
      fc.string({ minLength: 1 }).filter((name) => name.trim() === name && !/\n|\r/.test(name)),
    ),
    metric: fc.constantFrom(...BUDGET_METRICS),
    limit: fc.integer({ min: 1, max: 1e9 }).map((thousandths) => thousandths / 1000),
  })
  .chain((parts) => {
    const units = UNITS.filter((unit) => BUDGET_UNITS[unit].of === budgetMetric(parts.metric).unit);
    return fc.record({ ...constants(parts), unit: fc.constantFrom(...units) });
  });

function constants<T extends object>(parts: T) {
  const entries = Object.entries(parts).map(([name, value]) => [name, fc.constant(value)] as const);
  return Object.fromEntries(entries) as { [Name in keyof T]: fc.Arbitrary<T[Name]> };
}

describe('a budget', () => {
  it('is read as it is written, whatever its model is called', () => {
    fc.assert(
      fc.property(anyBudget, (budget) => {
        assert.deepEqual(readBudget(budgetText(budget)), { ...budget });
      }),
      { numRuns: 2000 },
    );
  });

  it('that is any other text is refused in one line, or is a budget', () => {
    const parts = fc.constantFrom(
      'time',
      'CPU',
      'peak PSS',
      ' ',
      '<',
      ':',
      '2',
      '.5',
      's',
      'MB',
      '%',
    );
    const texts = fc.oneof(
      fc.string(),
      fc.array(parts).map((words) => words.join('')),
    );
    fc.assert(
      fc.property(texts, (text) => {
        try {
          const { limit, metric } = readBudget(text);
          assert.ok(limit > 0 && BUDGET_METRICS.includes(metric));
          assert.equal(budgetProblem(text), null);
        } catch (error) {
          assert.ok(error instanceof HarnessError, String(error));
          assert.equal(error.code, 'bad-value');
          assert.equal(error.message, `--budget ${budgetProblem(text) ?? ''}`);
        }
      }),
      { numRuns: 10_000 },
    );
  });

  it('may be written with or without spaces, in every unit of its metric', () => {
    assert.equal(limitOf(readBudget('time<2s')), 2000);
    assert.equal(limitOf(readBudget(' time  <  1500 ms ')), 1500);
    assert.equal(limitOf(readBudget('peak PSS < 2MiB')), 2 ** 21);
    assert.equal(limitOf(readBudget('busiest loop < 80%')), 0.8);
    const { model, metric } = readBudget('my: model: CPU per item < 3ms');
    assert.deepEqual([model, metric], ['my: model', 'itemCpuMs']);
  });

  const REFUSED: readonly (readonly [text: string, problem: RegExp])[] = [
    ['10m', /^must be like "time < 2s"/],
    ['time > 2s', /^must be like/],
    ['time < 2', /^must be like/],
    ['time < -2s', /^must be like/],
    ['time < 0s', /above 0/],
    [`time < ${'9'.repeat(400)}s`, /above 0 and below/],
    ['time < 300MB', /^must give time in s or ms/],
    ['peak RSS < 2s', /^must give peak RSS in MB or MiB/],
    ['CPU per itm < 2ms', /"CPU per itm"; did you mean "CPU per item"\?$/],
    ['messages < 5ms', /"messages"; there are time, CPU, /],
  ];
  for (const [text, problem] of REFUSED) {
    it(`may not be ${text.slice(0, 40)}`, () => {
      assert.match(budgetProblem(text) ?? '', problem);
    });
  }
});
