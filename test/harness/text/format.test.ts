import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';

import {
  formatCounts,
  formatEffect,
  formatEffectRange,
  formatRange,
  formatRatio,
  formatTime,
  formatValue,
  type Unit,
} from '../../../harness/text/format.ts';

const VALUES: readonly [value: number | null, unit: Unit, text: string][] = [
  [null, 'ms', 'n/a'],
  [0, 'ms', '0.0 ms'],
  [0.000_04, 'ms', '40 ns'],
  [0.000_999, 'ms', '999 ns'],
  [0.001, 'ms', '1.0 µs'],
  [0.0127, 'ms', '13 µs'],
  [0.9996, 'ms', '1.0 ms'],
  [9.94, 'ms', '9.9 ms'],
  [9.96, 'ms', '10 ms'],
  [999.4, 'ms', '999 ms'],
  [999.6, 'ms', '1.00 s'],
  [9994, 'ms', '9.99 s'],
  [9996, 'ms', '10.0 s'],
  [99_940, 'ms', '99.9 s'],
  [99_960, 'ms', '100 s'],
  [0, 'bytes', '0 B'],
  [999, 'bytes', '999 B'],
  [1000, 'bytes', '1.0 KB'],
  [9949, 'bytes', '9.9 KB'],
  [9951, 'bytes', '10 KB'],
  [999_499, 'bytes', '999 KB'],
  [999_500, 'bytes', '1.0 MB'],
  [4_821_465, 'bytes', '4.8 MB'],
  [9_960_000, 'bytes', '10 MB'],
  [1_234_567_890, 'bytes', '1235 MB'],
  [0.875, 'share', '88 %'],
  [0.0996, 'share', '10 %'],
  [0.0994, 'share', '9.9 %'],
  [0.00996, 'share', '1.0 %'],
  [0.00486, 'share', '0.49 %'],
  [0, 'share', '0 %'],
  [33, 'count', '33'],
  [32.5, 'count', '33'],
  [9999, 'count', '9999'],
  [82_877_954, 'count', '82,877,954'],
];

describe('formatValue', () => {
  for (const [value, unit, text] of VALUES) {
    it(`writes ${value ?? 'nothing'} ${unit} as ${text}`, () => {
      assert.equal(formatValue(value, unit), text);
    });
  }

  it('gives three digits or fewer of every time up to 999 s', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 999_499, noNaN: true }), (ms) => {
        assert.match(
          formatValue(ms, 'ms'),
          /^(\d\.\d|\d{2,3}) (ms|µs|ns)$|^(\d\.\d\d|\d\d\.\d|\d{3}) s$/,
        );
      }),
    );
  });
});

describe('formatRange', () => {
  it("uses its estimate's unit for both ends", () => {
    assert.equal(formatRange(922, 1070, 1000, 'ms'), '0.92-1.07');
    assert.equal(formatRange(922, 1070, 990, 'ms'), '922-1070');
    assert.equal(formatRange(8, 12, 9, 'ms'), '8.0-12.0');
    assert.equal(formatRange(900e3, 1.2e6, 1.1e6, 'bytes'), '0.9-1.2');
  });
});

describe('formatTime', () => {
  it('writes a moment as people do', () => {
    assert.equal(formatTime('2026-11-24T15:50:23.769Z'), '24 Nov 2026 15:50 UTC');
    assert.equal(formatTime('2026-05-01T00:00:00.000Z'), '1 May 2026 00:00 UTC');
  });

  it('leaves what is no moment as it is', () => {
    for (const text of ['', 'yesterday', '2026-13-01T00:00:00.000Z']) {
      assert.equal(formatTime(text), text);
    }
  });
});

describe('formatRatio', () => {
  it('gives three digits', () => {
    const ratios = [0.214, 1, 9.994, 9.996, 99.94, 99.96];
    assert.deepEqual(ratios.map(formatRatio), ['0.21', '1.00', '9.99', '10.0', '99.9', '100']);
  });
});

describe('formatEffect', () => {
  it('writes changes in per cent with their sign', () => {
    const effects = [0.098, -0.0321, 0, -0.0001, 0.9994, 1, 12.3];
    const texts = ['+9.8 %', '-3.2 %', '0.0 %', '0.0 %', '+99.9 %', '+100 %', '+1230 %'];
    assert.deepEqual(effects.map(formatEffect), texts);
  });

  it('writes the ends of intervals', () => {
    assert.equal(formatEffectRange({ low: -0.0102, high: 0.126 }, ' to '), '-1.0 to +12.6');
  });
});

describe('formatCounts', () => {
  it('writes one count, or the least and the greatest', () => {
    const counts = [[1], [5], [5, 5], [3, 1]].map((each) => formatCounts(each, 'round'));
    assert.deepEqual(counts, ['1 round', '5 rounds', '5 rounds', '1 to 3 rounds']);
  });
});
