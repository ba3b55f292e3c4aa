import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import type { ClaimAxis, ClaimChart } from '../../../../harness/claim-contract.ts';
import { claimChart } from '../../../../harness/claims/report/chart.ts';
import { drawCharts } from '../../../../harness/drawing/draw.ts';
import { ANSWERS } from '../../../support/claim-answers.ts';

/** What the axis of these values says, in the order of the drawing. */
async function labels(y: ClaimAxis, values: readonly number[]): Promise<readonly string[]> {
  const [answer] = ANSWERS;
  assert.ok(answer?.judgement);
  const chart: ClaimChart = {
    ...{ title: 'Drawn', kind: 'bars', x: { title: '' }, y },
    points: values.map((value, index) => ({
      ...{ x: `row ${String.fromCharCode(97 + index)}`, series: 'one' },
      y: { estimate: value, low: value, high: value },
    })),
  };
  const drawn = claimChart({ ...answer, judgement: { ...answer.judgement, chart } });
  const [picture] = await drawCharts(drawn === null ? [] : [drawn]);
  const texts = [...(picture?.svg ?? '').matchAll(/<text [^>]*>([^<]*)<\/text>/g)].map(
    ([, text = '']) => text,
  );
  return texts.filter((text) => /^[\d.,]+( |$)/.test(text));
}

const AXIS = { title: 'how much' } as const;

describe('the axis of a claim', () => {
  it('says 100 MB, not 100000000', async () => {
    assert.deepEqual(await labels({ ...AXIS, unit: 'bytes' }, [95e6]), [
      ...['0 MB', '20 MB', '40 MB', '60 MB', '80 MB', '100 MB'],
    ]);
  });

  it('has one unit where it is linear: that of its largest value', async () => {
    assert.deepEqual(await labels({ ...AXIS, unit: 'ms' }, [300, 2000]), [
      ...['0 s', '0.5 s', '1 s', '1.5 s', '2 s'],
    ]);
  });

  it('has a unit at each power of ten where it is logarithmic', async () => {
    assert.deepEqual(await labels({ ...AXIS, unit: 'ms', scale: 'log' }, [0.02, 1500]), [
      ...['10 µs', '100 µs', '1 ms', '10 ms', '100 ms', '1 s', '10 s'],
    ]);
  });

  it('has steps within a power of ten where there are few', async () => {
    assert.deepEqual(await labels({ ...AXIS, unit: 'bytes', scale: 'log' }, [1e6, 9e6]), [
      ...['1 MB', '2 MB', '5 MB', '10 MB'],
    ]);
  });

  it('counts in whole numbers, and shares in per cent', async () => {
    assert.deepEqual(await labels({ ...AXIS, unit: 'count' }, [2]), ['0', '1', '2']);
    assert.deepEqual(await labels({ ...AXIS, unit: 'share' }, [0.5]), [
      ...['0 %', '10 %', '20 %', '30 %', '40 %', '50 %'],
    ]);
  });
});
