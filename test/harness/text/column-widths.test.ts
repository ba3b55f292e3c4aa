import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { columnWidths } from '../../../harness/text/column-widths.ts';

const SPANS = [
  { least: 5, most: 5 },
  { least: 4, most: 10 },
  { least: 2, most: 30 },
];

describe('widths of columns', () => {
  it('are what each can use, where there is room', () => {
    assert.deepEqual(columnWidths(SPANS, 80), { columns: [5, 10, 30], gap: 2 });
  });

  it('are shared alike, where there is less', () => {
    assert.deepEqual(columnWidths(SPANS, 25), { columns: [5, 8, 8], gap: 2 });
    assert.deepEqual(columnWidths(SPANS, 35), { columns: [5, 10, 16], gap: 2 });
  });

  it('leave a narrow gap before they do not fit at all', () => {
    assert.deepEqual(columnWidths(SPANS, 15), { columns: [5, 4, 2], gap: 2 });
    assert.deepEqual(columnWidths(SPANS, 13), { columns: [5, 4, 2], gap: 1 });
    assert.equal(columnWidths(SPANS, 12), null);
  });
});
