import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { checkJson } from '../../../harness/report/check-json.ts';
import { assertGolden } from '../../golden.ts';
import { HOSTILE, checkedRun, resultOf, verdictOf, wholeCheck } from '../check-fixture.ts';

describe('checkJson', () => {
  it('is as before', () => {
    assertGolden('check.json', `${checkJson(wholeCheck())}\n`);
  });

  it('keeps text from outside as it is, in lines that no runner takes for a command', () => {
    const text = checkJson(checkedRun(resultOf('unchanged', [verdictOf(HOSTILE, 'cpuMs')])));
    const document = JSON.parse(text) as { verdicts: { model: string }[] };
    assert.equal(document.verdicts[0]?.model, HOSTILE);
    assert.doesNotMatch(text, /^\s*::/m);
  });

  it('has no sides where a run names none', () => {
    const document = JSON.parse(
      checkJson(checkedRun(resultOf('broken', []), { comparison: null })),
    ) as {
      base: unknown;
    };
    assert.equal(document.base, null);
  });
});
