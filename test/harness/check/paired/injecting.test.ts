import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { injectionsOf } from '../../../../harness/check/paired/injecting.ts';
import type { Injection } from '../../../../results/format.ts';
import { inRoles, plannedCheck } from '../../../support/check-run.ts';
import { completedTrial } from '../../../support/run.ts';

/** What the trials of the head get, after sizing rounds in which the base had these peaks. */
function ofHead(injection: Injection | null, pssBytes: readonly (number | null)[]) {
  const run = plannedCheck(inRoles(['m'], ['base', 'head']));
  const scenarios = run.scenarios.map((one) => (one.role === 'head' ? { ...one, injection } : one));
  const sizing = pssBytes.map((peakPssBytes, index) =>
    completedTrial('m@base', -1 - index, { peakPssBytes, peakRssBytes: 500e6 }),
  );
  const others = [
    completedTrial('m@base', 0, { peakPssBytes: 900e6 }),
    completedTrial('m@head', -1, { peakPssBytes: 900e6 }),
  ];
  return [...injectionsOf({ ...run, scenarios, trials: [...sizing, ...others] })];
}

describe('injectionsOf', () => {
  it('are none where the scenarios have none', () => {
    assert.deepEqual(ofHead(null, [1]), []);
  });

  it('are a share of what the trial itself uses, for CPU', () => {
    const cpu = { kind: 'cpu', share: 0.2 } as const;
    assert.deepEqual(ofHead(cpu, []), [['m@head', cpu]]);
  });

  it('are a share of the median time of the base in the sizing rounds, for time', () => {
    const injected = ofHead({ kind: 'wall', share: 0.2 }, [1, 2, 3]);
    assert.deepEqual(injected, [['m@head', { kind: 'wall', ms: 200 }]]);
  });

  it('are a share of the median peak of the base in the sizing rounds, for memory', () => {
    const memory = { kind: 'memory', share: 0.1 } as const;
    const bytes = [[100e6, 300e6, 200e6], [null, null], []].map((pss) => ofHead(memory, pss));
    assert.deepEqual(
      bytes,
      [20e6, 50e6, 0].map((each) => [['m@head', { kind: 'memory', bytes: each }]]),
    );
  });
});
