import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parse, View } from 'vega';

import { logAxis, unitAxis } from '../../../harness/drawing/axis.ts';

/** As Vega evaluates it. */
function labelOf(labelExpr: string, value: number): unknown {
  const update = labelExpr.replaceAll('datum.value', 'value');
  const signals = [
    { name: 'value', value },
    { name: 'label', update },
  ];
  return new View(parse({ signals })).run().signal('label');
}

describe('unitAxis', () => {
  it('writes all marks in the unit of the largest', () => {
    const { labelExpr } = unitAxis('ms', 4370, 8);
    assert.deepEqual(
      [0, 500, 4000].map((value) => labelOf(labelExpr, value)),
      ['0 s', '0.5 s', '4 s'],
    );
    assert.equal(labelOf(unitAxis('bytes', 453e6, 3).labelExpr, 100e6), '100 MB');
    assert.equal(labelOf(unitAxis('ms', 0.02, 3).labelExpr, 0.01), '10 µs');
    assert.equal(labelOf(unitAxis('ms', 0, 3).labelExpr, 0), '0 ns');
  });
});

describe('logAxis', () => {
  it('has round marks, each in a unit of its own', () => {
    const { values, labelExpr } = logAxis('ms', [90, 1200], 8);
    assert.deepEqual(values, [100, 200, 500, 1000]);
    assert.deepEqual(
      values.map((value) => labelOf(labelExpr, value)),
      ['100 ms', '200 ms', '500 ms', '1 s'],
    );
    assert.equal(labelOf(labelExpr, 0.05), '50 µs');
  });

  it('has marks over a small range and not too many over a large one', () => {
    assert.ok(logAxis('ms', [1.02, 1.3], 8).values.length >= 2);
    assert.deepEqual(logAxis('ms', [0.5, 5000], 6).values, [1, 10, 100, 1000]);
  });
});
