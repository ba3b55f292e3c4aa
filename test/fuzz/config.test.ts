import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import fc from 'fast-check';

import { givenByConfig, resolveCheck } from '../../harness/check/options.ts';
import { resolveCompare } from '../../harness/compare/options.ts';
import { checkedConfig } from '../../harness/config/config-file.ts';
import { over, requests } from '../../harness/config/requests.ts';
import { damaged } from '../support/damage.ts';
import { assertSound, fuzz, outcomeOf } from '../support/fuzz.ts';

const CONFIG = {
  ...{ workloads: ['bench/a.ts', 'fetch-pokemon'], models: ['single-threaded', './mine.ts'] },
  params: { size: 3, deep: true, name: 'x' },
  settings: {
    ...{ items: 10, workers: 2, inFlight: 3, batchSize: 1, seed: 0, rounds: 6, launches: 3 },
    timeoutSeconds: 0.5,
  },
  check: {
    ...{ minEffect: 0.05, margin: 0.1, maxTimeSeconds: 60, build: 'make', inconclusive: 'pass' },
    waivers: [
      {
        model: 'm',
        metric: 'CPU',
        workload: 'w',
        ceiling: 0.1,
        until: '2026-12-31',
        reason: 'why',
      },
    ],
  },
};

/** What only a program can export: a configuration is one. */
const PROGRAMS: readonly unknown[] = [
  ...[
    undefined,
    null,
    7n,
    Symbol('x'),
    NaN,
    new Date(0),
    new Map(),
    () => CONFIG,
    Promise.resolve(),
  ],
  { settings: { items: NaN } },
  { settings: { items: Infinity } },
  { check: { margin: -0 } },
  { models: Array(5).fill('a') },
  { params: { size: 1n } },
  { params: { size: NaN } },
  Object.create(CONFIG),
];

const CONFIGS = fc.oneof(
  { weight: 1, arbitrary: fc.constantFrom(...PROGRAMS) },
  { weight: 20, arbitrary: damaged(JSON.stringify(CONFIG)).map(parsedOrText) },
);

describe('a configuration', () => {
  it('becomes runs, or one line for each mistake', async (context) => {
    const outcomes = await fuzz(context, 300, CONFIGS, (given) =>
      outcomeOf(() => {
        const loaded = {
          config: checkedConfig(given, '/x/config.ts'),
          folder: '/x',
          path: '/x/config.ts',
        };
        for (const one of requests({}, 'results', loaded)) resolveCompare(one.given);
        const check = over({}, givenByConfig(loaded.config));
        for (const one of requests(check, 'results', loaded)) {
          assertSound(resolveCheck(one.given));
        }
      }),
    );
    assert.ok(outcomes.has(null) && outcomes.has('bad-config'));
  });
});

function parsedOrText(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
