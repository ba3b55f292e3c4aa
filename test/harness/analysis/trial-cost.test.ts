import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { trialCost } from '../../../harness/analysis/trial-cost.ts';
import { completedTrial } from '../../support/run.ts';

const trial = completedTrial('m', 0, { wallMs: 1000, workersReadyMs: 300, lastResultMs: 950 });
const ready = (readyMs: number) => ({ id: 0, readyMs, endedMs: 950, items: 1, bodyBytes: 0 });

describe('trialCost', () => {
  it('is start-up, with the end after the last result, and the rest per item', () => {
    assert.deepEqual(trialCost(trial, 100), { startMs: 350, itemMs: 6.5 });
  });

  it('takes workers that are up early as working meanwhile', () => {
    const workers = [ready(100), ready(300)];
    assert.deepEqual(trialCost({ ...trial, workers }, 100), { startMs: 250, itemMs: 7.5 });
  });

  it('knows items that were done before the workers were up', () => {
    const early = completedTrial('m', 0, { wallMs: 1000, workersReadyMs: 990, lastResultMs: 950 });
    assert.deepEqual(trialCost(early, 100), { startMs: 1040, itemMs: 0 });
  });

  it('is null without phases', () => {
    const metrics = { ...trial.metrics, lastResultMs: null };
    assert.equal(trialCost({ ...trial, metrics }, 100), null);
  });
});
