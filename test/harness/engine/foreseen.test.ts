import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { foreseenScenarios } from '../../../harness/engine/foreseen.ts';
import { refuseChanges } from '../../../harness/engine/resume.ts';
import type { PlannedScenario } from '../../../harness/engine/scenario.ts';
import type { Scenario } from '../../../results/format.ts';
import { MOCK, runOf, scenario, SETTINGS } from '../../support/run.ts';

const FORMER = runOf([scenario('a'), scenario('b')], [], {
  ...{ status: 'running', endedAt: null },
  notRun: [
    { ...{ id: 'c', label: 'c', model: 'c', runtime: 'bun', language: null }, reason: 'no bun' },
  ],
});
const REQUEST = { latencyMs: 50, jitter: MOCK.jitter, seed: MOCK.seed, dataPath: null };
const PREMISES = { machine: 'machine-1', limits: null };

/** As it is asked for, before anything was started. */
function planned(
  id: string,
  parts: Partial<Scenario> = {},
  mock: PlannedScenario['mock'] = REQUEST,
): PlannedScenario {
  const links = { baseline: 'c', floor: null, main: null };
  return {
    scenario: { ...scenario(id), ...links, ...parts },
    ...{ mock, timeoutMs: null },
    source: { kind: 'model', codeSha256: null } as PlannedScenario['source'],
  };
}

const refuse = (...all: readonly PlannedScenario[]) => {
  refuseChanges(FORMER, { ...FORMER, scenarios: [...foreseenScenarios(FORMER, all, PREMISES)] });
};

describe('what is foreseen of a run that goes on', () => {
  it('is as it was where nothing changed, though not all of it can be known', () => {
    const more = { settings: { ...SETTINGS, items: 5000, batchSize: 1250 } };
    // The reference run may find fewer items, and what could not run then is not expected.
    refuse(planned('a', more), planned('b', {}, { url: 'http://127.0.0.1:1' }), planned('c'));
  });

  const CHANGES: readonly [what: string, all: readonly PlannedScenario[], message: RegExp][] = [
    ['a model', [planned('a')], /models was a, b, now a;/],
    [
      'fewer items',
      [planned('a', { settings: { ...SETTINGS, items: 7 } }), planned('b')],
      /a.settings.items was 1000, now 7;/,
    ],
    [
      'another latency',
      [planned('a'), planned('b', {}, { ...REQUEST, latencyMs: 9 })],
      /b.mock.latencyMs was 50, now 9;/,
    ],
    ['rounds', [planned('a', { rounds: 9 }), planned('b')], /a.rounds was 7, now 9;/],
  ];

  for (const [what, all, message] of CHANGES) {
    it(`shows a change of ${what}`, () => {
      assert.throws(
        () => {
          refuse(...all);
        },
        { code: 'resume-changed', message },
      );
    });
  }
});
