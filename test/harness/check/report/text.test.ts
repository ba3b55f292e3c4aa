import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';

import {
  COMMENT_MARKER,
  commentText,
  markdownCheck,
  terminalCheck,
} from '../../../../harness/check/report/text.ts';
import { checkDocument } from '../../../../harness/check/report/json.ts';
import { unmeasured } from '../../../../harness/check/unmeasured.ts';
import { PIPE } from '../../../../harness/text/screen.ts';
import { assertGolden } from '../../../support/golden.ts';
import {
  checkedRun,
  HOSTILE,
  SIDES,
  resultOf,
  verdictOf,
  wholeCheck,
} from '../../../support/checked-run.ts';

const LIMIT = 65_536;

/** A check whose every free text is the given one. */
function allText(text: string) {
  const finding = {
    code: 'unequal-work',
    severity: 'problem',
    scenario: text,
    seen: text,
    advice: text,
  } as const;
  const side = { ref: text, gitCommit: null, gitDirty: null, whole: false };
  const result = resultOf('broken', [verdictOf(text, 'wallMs')], [finding]);
  const { run, ...checked } = checkedRun(result, { base: side, head: side, injection: null });
  return { ...checked, run: { ...run, schedule: { ...run.schedule, arguments: [text] } } };
}

describe('the reports of a check', () => {
  it('are as before in the terminal', () => {
    assertGolden('check.txt', `${terminalCheck(wholeCheck(), PIPE)}\n`);
  });

  it('are as before in Markdown', () => {
    assertGolden('check.md', markdownCheck(wholeCheck()));
  });

  it('are as before in a comment', () => {
    assertGolden('check-comment.md', commentText(wholeCheck()));
  });

  it('fit 80 columns, with the widest figures too', () => {
    const widest = verdictOf('single-threaded', 'itemMs', {
      ...{ base: 99_940, head: 999_400, n: 1234, verdict: 'inconclusive', more: 1234 },
      effect: { estimate: 0.988, low: -0.988, high: 0.988 },
      confirmation: { n: 15, effect: -0.988, confirmed: false },
    });
    const bytes = verdictOf('child-processes', 'responseBytes', {
      ...{ kind: 'exact', verdict: 'regressed', base: 149_468_783, head: 149_468_784 },
      ...{ effect: null, smallestEffect: null },
    });
    for (const checked of [wholeCheck(), checkedRun(resultOf('regressed', [widest, bytes]))]) {
      for (const line of terminalCheck(checked, PIPE).split('\n')) {
        assert.ok(line.length <= 80, `${line.length}: ${line}`);
      }
    }
  });

  it('explain medians that differ the other way than the effect', () => {
    const odd = verdictOf('single-threaded', 'itemMs', { base: 1.1, head: 1 });
    const even = verdictOf('worker-threads', 'itemMs', { base: 1, head: 1.006 });
    const text = terminalCheck(checkedRun(resultOf('unchanged', [odd, even])), PIPE);
    assert.match(text, /effect disagree for single-threaded time per item \(once up\)\./);
  });

  it('say why nothing was measured, without tables and without a word on false alarms', () => {
    const same = { file: 'bench/work.ts', files: 14, findings: [] };
    const checked = unmeasured(SIDES, same);
    for (const text of [
      terminalCheck(checked, PIPE),
      markdownCheck(checked),
      commentText(checked),
    ]) {
      assert.match(text, /bench\/work\.ts: No regression: both sides run the same/);
      assert.match(text, /14 files, the packages and Node are\sthe\ssame/);
      assert.doesNotMatch(text, /Verdicts|Conditions|regressed/);
    }
    const { outcome, measured, reason, verdicts, falseAlarmRate } = checkDocument(checked);
    assert.deepEqual([outcome, measured, verdicts, falseAlarmRate], ['unchanged', false, [], 0]);
    assert.match(reason ?? '', /14 files/);
  });

  it('say that something was planted', () => {
    const injection = { kind: 'cpu', share: 0.1 } as const;
    const checked = checkedRun(resultOf('regressed', []), { ...SIDES, injection });
    for (const text of [
      terminalCheck(checked, PIPE),
      markdownCheck(checked),
      commentText(checked),
    ]) {
      assert.match(text, /Planted into the head: 10 % more cpu\./);
    }
  });

  it('obey no text from outside in a terminal', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        assert.doesNotMatch(terminalCheck(allText(text), PIPE), /(?!\n)[\p{Cc}\p{Bidi_Control}]/u);
      }),
      // Each is a whole report.
      { numRuns: 30 },
    );
  });

  it('make no markup and no links of text from outside in a comment', () => {
    const text = commentText(allText(HOSTILE));
    assert.doesNotMatch(text, /<b>|[@#]\w|[^\\]\]\(|:\/\/|[^\\]`/);
    assert.doesNotMatch(text, /(?!\n)[\p{Cc}\p{Bidi_Control}]/u);
    assert.match(text, /@<!-- -->everyone #<!-- -->1/);
  });
});

describe('a comment', () => {
  it('begins with the marker by which it is replaced', () => {
    assert.ok(commentText(wholeCheck()).startsWith(`${COMMENT_MARKER}\n\n# Regression`));
  });

  it('is never longer than GitHub takes, and says so when it leaves something out', () => {
    const verdicts = Array.from({ length: 2000 }, (_, index) =>
      verdictOf(`model-${index}`, 'wallMs'),
    );
    const text = commentText(checkedRun(resultOf('unchanged', verdicts)));
    assert.ok(text.length < LIMIT);
    assert.match(text, /# No regression: 2000 measures of 2000 models/);
    assert.ok(text.endsWith('\nThe rest is too long for a comment; the job summary has it.\n'));
    assert.ok(commentText(allText('x'.repeat(LIMIT))).length < LIMIT);
  });
});
