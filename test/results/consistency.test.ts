import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import type { RunFile } from '../../results/format.ts';
import { parseRun } from '../../results/reading.ts';
import { launchOf } from '../support/live-run.ts';
import { completedTrial, ENVIRONMENT, inRole, runOf, scenario } from '../support/run.ts';

const TRIAL = completedTrial('a', 0, {});
const RUN = runOf([scenario('a')], [TRIAL, completedTrial('a', 1, {})], {
  rounds: 2,
  warmupRounds: 0,
});

function refuses(run: object, message: string): void {
  parseRun(JSON.stringify(RUN));
  assert.throws(() => parseRun(JSON.stringify(run)), { name: 'RunFileError', message });
}

/** The run with its first trial changed. */
function withTrial(change: object): object {
  return { ...RUN, trials: [{ ...TRIAL, ...change }, ...RUN.trials.slice(1)] };
}

/** The run with its only scenario changed. */
function withScenario(change: object): object {
  return { ...RUN, scenarios: [{ ...RUN.scenarios[0], ...change }] };
}

describe('a run whose parts contradict one another', () => {
  const [a] = RUN.scenarios;
  for (const [message, run] of Object.entries({
    'scenarios.1.id: another scenario has this id': {
      ...RUN,
      status: 'running',
      scenarios: [a, a],
    },
    'notRun.0.id: another scenario has this id': {
      ...RUN,
      notRun: [{ ...{ id: 'a', label: 'a', model: 'a', runtime: 'go', language: 'Go' }, reason: 'no go in PATH' }],
    },
    'trials.0.scenario: no scenario has this id (and 1 more)': withTrial({ scenario: 'b' }),
    'trials.1: another trial is of this scenario and round': withTrial({ round: 1 }),
    'trials.0.round: the scenario has no such round (and 1 more)': withTrial({ round: -1 }),
    'environments.1.id: another machine has this id': {
      ...RUN,
      environments: [ENVIRONMENT, ENVIRONMENT],
    },
    'scenarios.0.machine: no machine has this id': withScenario({ machine: 'b' }),
    'scenarios.0.baseline: no scenario has this id': withScenario({ baseline: 'b' }),
    'scenarios.0.floor: no scenario has this id': withScenario({ floor: 'b' }),
    'scenarios.0.main: no scenario has this id': withScenario({ main: 'b' }),
    'trials.0.round: the scenario has no such round': withTrial({ round: 2 }),
    'trials.0.phase: rounds below 0 are warm-up, and no others': withTrial({ phase: 'warm-up' }),
    'trials.0.digest: a completed trial has the expected digest': withTrial({ digest: 'e2' }),
    'trials.1.metrics: other metrics than in the first completed trial': withTrial({
      metrics: { wallMs: 1 },
    }),
    'scenarios.0: a complete run has 2 trials of it, not 1': { ...RUN, trials: [TRIAL] },
    'scenarios.0: a complete run has 1 trials of it, not 2': { ...RUN, ending: 'failed' },
    'scenarios.0: a complete run has 3 or 5 trials of it, not 2': {
      ...{ ...RUN, ending: 'decided' },
      schedule: { ...RUN.schedule, looks: [3, 5] },
    },
    'scenarios.0.role: a scenario has a role where versions are compared, and only there':
      withScenario({ role: 'head' }),
  })) {
    it(message, () => {
      refuses(run, message);
    });
  }
});

describe('a trial whose parts cannot be', () => {
  const memory = { atMs: [1, 2], rssBytes: [5, 5], pssBytes: [4, 4], processes: [] };
  for (const [message, change] of Object.entries({
    'trials.0.metrics.wallMs: Too small: expected number to be >=0': { metrics: { wallMs: -1 } },
    'trials.0.metrics.cpuMs: too small to have been measured': { metrics: { cpuMs: 5e-324 } },
    'trials.0.metrics.loopUtilization: a share is at most 1': { metrics: { loopUtilization: 1.1 } },
    'trials.0.latencies: buckets do not ascend': { latencies: [[3, 1], [3, 2]] },
    'trials.0.memory.atMs: moments go backwards': { memory: { ...memory, atMs: [2, 1] } },
    'trials.0.memory: a series has another length than atMs': {
      memory: { ...memory, processes: [{ pid: 1, rssBytes: [5] }] },
    },
    'trials.0.startedAt: Invalid ISO datetime': { startedAt: 'then' },
  })) {
    it(message, () => {
      const { metrics, ...others } = { metrics: {}, ...change };
      refuses(withTrial({ ...others, metrics: { ...TRIAL.metrics, ...metrics } }), message);
    });
  }
});

describe('a launch whose parts cannot be', () => {
  const launch = launchOf(0, { a: [1, 1] }, 1);
  const columns = { items: [5, 5, 5], ms: [1, 1, 1], cpuMs: null };
  const notInCycles = 'launches.0: slices are cycles of every side twice, one at least';
  for (const [message, change] of [
    ['launches.0.scenarios: no scenario has this id', { scenarios: ['b'] }],
    ['launches.0.phase: rounds below 0 are warm-up, and no others', { round: -1 }],
    ['launches.0: other sides than scenarios (and 1 more)', { sides: [...launch.sides, ...launch.sides] }],
    ['launches.0.sides: Too small: expected array to have >=1 items (and 3 more)', { sides: [] }],
    [
      'launches.0.slices: a column has another length than side',
      { slices: { ...columns, side: [0, 0] } },
    ],
    [`launches.0: a slice of no side (and 1 more)`, { slices: { ...columns, side: [0, 1, 0] } }],
    [notInCycles, { slices: { side: [], items: [], ms: [], cpuMs: null } }],
    [notInCycles, { slices: { side: [0], items: [5], ms: [1], cpuMs: null } }],
  ] as const) {
    it(message, () => {
      refuses({ ...RUN, launches: [{ ...launch, ...change }] }, message);
    });
  }
});

describe('a run that may look odd', () => {
  const reads = (run: RunFile) => parseRun(JSON.stringify(run));

  it('has a metric that a newer version added', () => {
    const trials = RUN.trials.map((trial) =>
      trial.status === 'completed' ? { ...trial, metrics: { ...trial.metrics, newMs: 7 } } : trial,
    );
    assert.deepEqual(reads({ ...RUN, trials }).trials, trials);
  });

  it('was interrupted and lacks trials', () => {
    assert.ok(reads({ ...RUN, status: 'incomplete', trials: [TRIAL] }));
  });

  it('is a check that confirmed in more rounds than asked for, and lacks others', () => {
    const base = inRole(scenario('a'), 'base');
    const trial = { ...completedTrial(base.id, 9, {}), phase: 'confirmation' as const };
    assert.ok(reads(runOf([base], [trial])));
  });
});
