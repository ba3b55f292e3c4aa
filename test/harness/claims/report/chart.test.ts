import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import type { ClaimChart } from '../../../../harness/claim-contract.ts';
import { claimChart } from '../../../../harness/claims/report/chart.ts';
import { drawCharts } from '../../../../harness/drawing/draw.ts';
import { EMPTY_CLAIM } from '../../../support/claim-figures.ts';

function answerWith(chart: ClaimChart) {
  const judgement = { verdict: 'holds', sentence: '', evidence: [], tables: [], chart } as const;
  return { claim: EMPTY_CLAIM, judgement, missing: null, rounds: { done: 6, asked: 6 } };
}

const FIGURES = {
  'one 0 among others': [0, 5],
  'nothing but 0': [0, 0],
};

describe('the chart of a claim', () => {
  for (const [what, values] of Object.entries(FIGURES)) {
    for (const kind of ['bars', 'lines'] as const) {
      it(`draws ${what} on a logarithmic axis of ${kind}`, async () => {
        const chart = claimChart(
          answerWith({
            ...{ kind, title: 'figures' },
            x: { title: 'x' },
            y: { title: 'y', unit: 'ms', scale: 'log' },
            points: values.map((value, index) => ({
              x: index + 1,
              series: 'single-threaded',
              y: { estimate: value, low: value, high: value },
            })),
          }),
        );
        assert.ok(chart !== null);
        const [drawn] = await drawCharts([chart]);
        assert.doesNotMatch(drawn?.svg ?? 'undefined', /NaN|undefined|Infinity/);
      });
    }
  }
});
