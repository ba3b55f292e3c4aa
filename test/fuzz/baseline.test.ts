import assert from 'node:assert/strict';
import { hash } from 'node:crypto';
import { describe, it } from 'node:test';

import fc from 'fast-check';

import { STANDARD } from '../../harness/check/rule.ts';
import { chooseBaselines } from '../../harness/check/stored/baseline-choice.ts';
import { openBaseline, sealedBaseline } from '../../harness/check/stored/baseline-file.ts';
import { judgeStored } from '../../harness/check/stored/judge.ts';
import { damaged } from '../support/damage.ts';
import { fuzz, outcomeOf } from '../support/fuzz.ts';
import { plainRun } from '../support/stored-runs.ts';

const NEW = plainRun({ 'worker-threads': 1.2 });
const SOUND = plainRun();
const LIMITS = { maxAgeDays: 36_500, nowMs: Date.parse(SOUND.startedAt) + 1000 };

/** A stored run whose seal fits its content, as one that was edited with care. */
function resealed(run: unknown): string {
  const { baselineVersion } = JSON.parse(sealedBaseline(SOUND)) as { baselineVersion: number };
  return JSON.stringify({ baselineVersion, sha256: hash('sha256', JSON.stringify(run)), run });
}

/** Half of them keep a right seal, so that more than the seal is tried. */
const BASELINES = fc.oneof(
  damaged(sealedBaseline(SOUND)),
  damaged(JSON.stringify(SOUND)).map((text) => {
    try {
      return resealed(JSON.parse(text));
    } catch {
      return text;
    }
  }),
);

describe('a damaged baseline', () => {
  it('is compared with, or refused in a clear line', async (context) => {
    const outcomes = await fuzz(context, 300, BASELINES, (text) =>
      outcomeOf(() => {
        const stored = [{ path: 'one.json', run: openBaseline(text, 'one.json') }];
        const { verdicts } = judgeStored(NEW, chooseBaselines(stored, NEW, LIMITS), STANDARD);
        for (const { base, head } of verdicts) assert.ok(Number.isFinite(base + head));
      }),
    );
    assert.ok(outcomes.has(null) && outcomes.has('baseline-edited'));
  });
});
