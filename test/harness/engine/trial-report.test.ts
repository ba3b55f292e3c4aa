import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import type { FailedTrial } from '../../../results/format.ts';
import { END, linesOf, PASS, recordOf } from '../../support/launched-trial.ts';

describe('a trial has failed', () => {
  const wrong: [what: string, report: string, message: RegExp][] = [
    ['a field of another type', linesOf(PASS, { ...END, doneAtMs: 'now' }), /at end, doneAtMs: /],
    [
      'a field deep inside',
      linesOf(PASS, { ...END, workers: [{ ...END.workers[0], readyAtMs: null }] }),
      /at end, workers\[0\]\.readyAtMs: /,
    ],
    [
      'latencies that no run file can hold',
      linesOf(PASS, { ...END, workers: [{ ...END.workers[0], latencies: [[2 ** 20, 1]] }] }),
      /collector\.worker\(\) is wrong at end, workers\[0\]\.latencies/,
    ],
    [
      'latencies that were never seen',
      linesOf(PASS, { ...END, workers: [{ ...END.workers[0], latencies: [[7, 0]] }] }),
      /collector\.worker\(\) is wrong at end, workers\[0\]\.latencies/,
    ],
    ['no proof', linesOf({ ...PASS, proof: undefined }, END), /at pass, proof: /],
    ['lines in another order', linesOf(END, PASS), /at pass, type: /],
    ['no JSON', 'done\nall well\n', /at pass, the line: /],
    ['a line too many', linesOf(PASS, END, END), /descriptor 3/],
  ];
  for (const [what, report, message] of wrong) {
    it(`when its report has ${what}`, () => {
      const record = recordOf({ launched: { report } }) as FailedTrial;
      assert.deepEqual([record.status, record.cause], ['failed', 'no-report']);
      assert.match(record.message, message);
    });
  }
});
