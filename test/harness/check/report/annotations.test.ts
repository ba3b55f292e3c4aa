import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';

import type { Finding } from '../../../../harness/analysis/finding.ts';
import { annotation, annotations } from '../../../../harness/check/report/annotations.ts';
import {
  regressedCpu,
  resultOf,
  undecidedTime,
  verdictOf,
  wholeCheck,
} from '../../../support/checked-run.ts';

const problem: Finding = {
  code: 'unequal-work',
  severity: 'problem',
  scenario: null,
  seen: 'equal work: 50 %',
  advice: '',
};

describe('annotations', () => {
  it('are an error for everything that regressed', () => {
    assert.deepEqual(annotations(wholeCheck().result, null), [
      '::error title=Regression::child-processes CPU per item (once up) +9.8 %25 (+7.1 to +12.6 %25), confirmed in 5 fresh launches',
      '::error title=Regression::child-processes messages 33 → 34',
    ]);
  });

  it('are a warning for what is advisory or undecided', () => {
    const advisory = verdictOf('a', 'latencyP99Ms', { kind: 'advisory', verdict: 'regressed' });
    const levels = [
      resultOf('unchanged', [advisory]),
      resultOf('improved', [advisory]),
      resultOf('regressed', [advisory, regressedCpu]),
      resultOf('inconclusive', [advisory, undecidedTime]),
    ].map((result) => annotations(result, null).map((line) => /^::(\w+) title=/.exec(line)?.[1]));
    assert.deepEqual(levels, [['warning'], ['warning'], ['warning', 'error'], ['warning']]);
  });

  it('are an error for each problem of a broken check, and always one', () => {
    assert.deepEqual(annotations(resultOf('broken', [], [problem, problem]), null), [
      '::error title=Check is broken::Broken: equal work: 50 %25',
      '::error title=Check is broken::equal work: 50 %25',
    ]);
    assert.equal(annotations(resultOf('broken', []), null).length, 1);
  });

  it("name the user's file", () => {
    assert.deepEqual(annotations(resultOf('inconclusive', [], [problem]), 'bench/work.ts'), [
      '::warning title=Check is inconclusive::bench/work.ts: Inconclusive: equal work: 50 %25',
    ]);
  });

  it('are none when nothing changed', () => {
    assert.deepEqual(annotations(resultOf('unchanged', [verdictOf('a', 'cpuMs')]), null), []);
  });
});

describe('annotation', () => {
  it('is one line with one title and one text, whatever they are', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (title, text) => {
        const line = annotation('error', title, text);
        const [, property = '', data = ''] =
          /^::error title=([^:,\r\n]*)::([^\r\n]*)$/.exec(line) ?? [];
        assert.equal(decoded(property), title);
        assert.equal(decoded(data), text);
      }),
    );
  });
});

function decoded(text: string): string {
  return text.replaceAll(/%(0D|0A|3A|2C|25)/g, (_, code: string) =>
    String.fromCharCode(parseInt(code, 16)),
  );
}
