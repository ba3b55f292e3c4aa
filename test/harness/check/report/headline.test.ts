import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import type { Finding } from '../../../../harness/analysis/finding.ts';
import type { CheckResult } from '../../../../harness/check/verdict.ts';
import { checkTitle, checkHeadline } from '../../../../harness/check/report/headline.ts';
import {
  acceptedCpu,
  checkedRun,
  exactVerdict,
  keptBudget,
  MODELS,
  regressedCpu,
  resultOf,
  undecidedTime,
  verdictOf,
  wholeCheck,
} from '../../../support/checked-run.ts';

const quiet = MODELS.map((model) => verdictOf(model, 'cpuMs'));
const problem: Finding = {
  code: 'control-differs',
  severity: 'problem',
  scenario: null,
  advice: 'Run it again.',
  seen: 'the control differs from the base',
};

const SENTENCES: readonly [what: string, result: CheckResult, sentence: string][] = [
  [
    'what would have been found when nothing changed',
    resultOf('unchanged', [
      ...quiet,
      verdictOf('single-threaded', 'wallMs', { smallestEffect: 0.05 }),
    ]),
    'No regression: 4 measures of 3 models are unchanged; a change of +5.0 % in any of them would have been detected in 4 of 5 checks',
  ],
  [
    'a regression with its confirmation',
    resultOf('regressed', [...quiet, regressedCpu]),
    'Regression: child-processes CPU per item (once up) +9.8 % (+7.1 to +12.6 %), confirmed in 5 fresh launches',
  ],
  [
    'the largest regression first, and counts before it',
    wholeCheck().result,
    'Regression: child-processes messages 33 → 34; and 1 more',
  ],
  [
    'what is over its budget',
    {
      ...resultOf('over-budget', quiet),
      budgets: [
        {
          ...{ ...keptBudget, verdict: 'over-budget' },
          budget: { ...keptBudget.budget, limit: 120 },
        },
        keptBudget,
      ],
    },
    'Over budget: worker-threads peak PSS < 120MB: 139 MB (137-141)',
  ],
  [
    'what is accepted until when and why',
    resultOf('accepted', [...quiet, acceptedCpu]),
    'No new regression: worker-threads CPU per item (once up) +9.5 % (+7.0 to +12.0 %), regressed, accepted until 2026-12-31: one more copy, until @team moves to #12',
  ],
  [
    'how many more rounds would decide',
    resultOf('inconclusive', [...quiet, undecidedTime]),
    'Inconclusive: worker-threads time per item (once up) +2.1 % (-1.0 to +5.3 %); about 12 more launches would decide',
  ],
  [
    'what else would decide where more launches than a check takes would',
    resultOf('inconclusive', [{ ...undecidedTime, more: null, tooNoisy: true }]),
    'Inconclusive: worker-threads time per item (once up) +2.1 % (-1.0 to +5.3 %); too noisy on this machine for the launches that a check takes: use a quieter machine',
  ],
  [
    'why a run says nothing',
    resultOf('inconclusive', quiet, [problem]),
    'Inconclusive: the control differs from the base',
  ],
  [
    'that a check ended too soon',
    resultOf('inconclusive', quiet, [{ ...problem, code: 'too-few-rounds', severity: 'warning' }]),
    'Inconclusive: the control differs from the base',
  ],
  ['why a run is broken', resultOf('broken', [], [problem]), `Broken: ${problem.seen}`],
  [
    'that it is broken even without a reason',
    resultOf('broken', []),
    'Broken: the two sides cannot be compared',
  ],
  [
    'an improvement',
    resultOf('improved', [
      verdictOf('worker-threads', 'peakPssBytes', {
        ...{ verdict: 'improved', effect: { estimate: -0.146, low: -0.19, high: -0.11 } },
      }),
    ]),
    'No regression, and better: worker-threads peak PSS -14.6 % (-19.0 to -11.0 %)',
  ],
  [
    'fewer messages',
    resultOf('improved', [
      { ...exactVerdict('worker-threads', 'messages', 9, 8), verdict: 'improved' },
    ]),
    'No regression, and better: worker-threads messages 9 → 8',
  ],
];

describe('checkHeadline', () => {
  for (const [what, result, sentence] of SENTENCES) {
    it(`says ${what}`, () => {
      assert.equal(checkHeadline(result), sentence);
    });
  }

  it('does not count what is advisory', () => {
    const advisory = verdictOf('a', 'latencyP99Ms', { kind: 'advisory', smallestEffect: 0.9 });
    assert.equal(
      checkHeadline(resultOf('unchanged', [...quiet, advisory])),
      checkHeadline(resultOf('unchanged', quiet)),
    );
  });
});

describe('checkTitle', () => {
  it("begins with the user's file", () => {
    const checked = checkedRun(resultOf('broken', []));
    const title = 'Broken: the two sides cannot be compared';
    assert.equal(checkTitle(checked), title);
    assert.equal(checkTitle({ ...checked, file: 'bench/work.ts' }), `bench/work.ts: ${title}`);
  });
});
