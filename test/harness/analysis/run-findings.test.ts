import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { type FindingCode, RUN_FINDING_CODES } from '../../../harness/analysis/finding.ts';
import { runFindings } from '../../../harness/analysis/run-findings.ts';
import { summarize } from '../../../harness/analysis/summary.ts';
import type { CompletedTrial, RunFile } from '../../../results/format.ts';
import { capacityOf, failedLaunch } from '../../support/live-run.ts';
import { MODEL, onMachine, quiet, withBudget, withScenario } from '../../support/quiet-run.ts';
import {
  completedTrial,
  DIGEST,
  failedTrial,
  inRole,
  invalidTrial,
  MOCK,
  runOf,
  scenario,
  SETTINGS,
} from '../../support/run.ts';

const HTTP = { requests: 1001, bodyBytes: 14_000_000, maxInFlight: 400 };
const EXPECTED = { digest: DIGEST, http: null };

/** Each item takes so long without any model. */
function withItems(run: RunFile, items: number, itemMs: number): RunFile {
  const expected = { ...EXPECTED, items, itemMs: { median: itemMs, max: itemMs } };
  return withScenario(run, { expected, settings: { ...SETTINGS, items } });
}

function seen(run: RunFile): readonly string[] {
  return runFindings(summarize(run)).map(({ code, scenario: id, seen: words }) =>
    [code, id ?? 'run', words].join(': '),
  );
}

function served(part: Partial<NonNullable<CompletedTrial['served']>>): Partial<CompletedTrial> {
  const { served: usual } = completedTrial(MODEL, 0, {});
  assert.ok(usual);
  return { served: { ...usual, ...part } };
}

/** What four worker threads say that took one batch each, as the article's quarters. */
function quarters(endedMs: readonly number[]): Partial<CompletedTrial> {
  const loop = { id: 0, owner: 'thread', pid: 1, peakRssBytes: null } as const;
  const busy = { cpuUserMs: 1, cpuSystemMs: 1, loopUtilization: 1 };
  return {
    loops: endedMs.map((_, id) => ({ ...loop, ...busy, role: 'worker', id })),
    workers: endedMs.map((ended, id) => ({
      ...{ id, readyMs: 10, endedMs: ended, items: 250 },
      bodyBytes: [43, 33, 18, 6][id] ?? 0,
    })),
  };
}

const usual = quiet();
const machine = { stealShare: 0, foreignCpuShare: 0, cpuPressureShare: null, throttledShare: null };
const base = inRole(scenario(MODEL), 'base');
const head = inRole(scenario(MODEL), 'head');
const sides = [
  { ...base, version: { ref: 'main', gitCommit: 'abcdef0123', gitDirty: false, whole: false } },
  { ...head, version: { ref: 'working tree', gitCommit: null, gitDirty: null, whole: false } },
];

/** One run for every code, and what is to be seen in it. */
const CASES: Partial<Readonly<Record<FindingCode, readonly [RunFile, string]>>> = {
  'invalid-trials': [
    { ...usual, trials: [...usual.trials, invalidTrial(MODEL, 12, 'short')] },
    `${MODEL}: 1 of 13 trials invalid (round 13), so the model has no figures`,
  ],
  'failed-trials': [
    { ...usual, trials: [...usual.trials, failedTrial(MODEL, 12), failedTrial(MODEL, 13)] },
    `${MODEL}: 2 of 14 trials failed (round 13, round 14), so the model has no figures`,
  ],
  'mock-bound': [
    quiet(() => served({ cpuMs: 800, loopUtilization: 0.5 })),
    `${MODEL}: the mock server was busy 80 % of the time`,
  ],
  'over-budget': [
    withBudget(usual, 'wallMs', 500),
    `${MODEL}: the budget "time < 500ms" is exceeded: 1.01 s (1.00-1.01) over 12 rounds`,
  ],
  'budget-undecided': [
    withBudget(usual, 'wallMs', 1005),
    `${MODEL}: the budget "time < 1005ms" lies within the interval: 1.01 s (1.00-1.01) over 12 rounds`,
  ],
  'budget-unmeasured': [
    withBudget(usual, 'itemMs', 1),
    `${MODEL}: the budget "time per item < 1ms" has no figure to be compared with`,
  ],
  'incomplete-run': [
    withScenario({ ...usual, status: 'incomplete' }, { rounds: 20 }),
    'run: the run was interrupted in round 12 of 20',
  ],
  'too-few-rounds': [
    { ...usual, trials: usual.trials.slice(0, 5) },
    'run: 5 rounds are too few for a 95 % confidence interval',
  ],
  'items-too-quick': [
    withItems(usual, 1000, 0.02),
    'run: one item takes 20 µs of work and all 1000 take 20 ms, which is 2.0 % of the time of the fastest model; with dispatch it took 926 µs in worker-threads',
  ],
  'busy-machine': [
    quiet((round) => ({ machine: { ...machine, foreignCpuShare: round === 3 ? 0.6 : 0.12 } })),
    'run: other programs used 12 % of all cores in the median trial, 60 % at most',
  ],
  steal: [
    quiet((round) => ({ machine: { ...machine, stealShare: round === 3 ? 0.26 : 0 } })),
    'run: the hypervisor withheld 2.2 % of the CPU time, 26.0 % in the worst trial',
  ],
  'cpu-throttled': [
    quiet((round) => ({ machine: { ...machine, throttledShare: round === 3 ? 0.5 : 0 } })),
    'run: the CPU quota was used up in 4.2 % of its periods, 50.0 % in the worst trial, and the trial stood still for the rest of each',
  ],
  'environment-variables': [
    onMachine(usual, {
      cores: 8,
      variables: { LD_PRELOAD: 'libjemalloc.so.2 (sha256 0123456789ab)', NODE_V8_COVERAGE: 'set' },
    }),
    'run: environment variables that change figures are set: LD_PRELOAD=libjemalloc.so.2 (sha256 0123456789ab), NODE_V8_COVERAGE',
  ],
  faults: [
    withScenario(usual, {
      mock: { ...MOCK, faults: 'reset=1%' },
      expected: {
        ...EXPECTED,
        items: 1000,
        itemMs: null,
        http: { ...HTTP, faults: { reset: 10 } },
      },
    }),
    'run: 10 of 1001 answers of each trial were faulty on purpose (--faults reset=1%)',
  ],
  'two-modes': [
    quiet((round) => ({ metrics: { wallMs: (round % 3 === 0 ? 1500 : 1000) + round } })),
    `${MODEL}: 8 trials took about 1.01 s, 4 trials took about 1.50 s, with none in between`,
  ],
  drift: [
    quiet((round) => ({ metrics: { wallMs: 1000 + 40 * round } })),
    `${MODEL}: 1.06 s in the first third of the rounds, 1.38 s in the last`,
  ],
  'cpu-disagrees': [
    quiet(() => ({ metrics: { cpuMs: 800, cpuSelfMs: 840 } })),
    `${MODEL}: the kernel counted 800 ms of CPU time, the processes reported 840 ms`,
  ],
  outliers: [
    quiet((round) => (round === 4 ? { metrics: { wallMs: 3000 } } : {})),
    `${MODEL}: 3.00 s in round 5, far from the median of 1.01 s`,
  ],
  'unequal-batches': [
    quiet(() => quarters([900, 700, 600, 500])),
    `${MODEL}: the workers carried 43/33/18/6 % of the bytes; the last worker ran alone for 200 ms`,
  ],
  'start-up-share': [
    quiet(() => ({ metrics: { workersReadyMs: 250 } })),
    `${MODEL}: 25 % of the time (250 ms) passed before all workers were up`,
  ],
  'more-workers-than-cores': [
    onMachine(usual, { cores: 1 }),
    'run: 4 workers on 1 core, which they share with the mock server',
  ],
  'limited-cores': [
    onMachine(usual, { cores: 4, machineCores: 8 }),
    "run: the run uses 4 of the machine's 8 cores: CPU affinity (taskset or a cpuset) allows no more",
  ],
  'sibling-cores': [
    {
      ...onMachine(usual, { cores: 8, threadsPerCore: 2 }),
      capacities: [capacityOf(0, 2, 1.6), capacityOf(0, 4, 2)],
    },
    'run: 2 of the cores that the system reports are hardware threads of one core; two copies of the same work at once did the work of only 1.25 cores',
  ],
  'failed-launches': [
    { ...usual, launches: [failedLaunch(-1, MODEL, 'no pass'), failedLaunch(0, MODEL)] },
    `${MODEL}: 2 launches failed: no pass`,
  ],
  'shared-pages': [
    quiet(() => ({ metrics: { peakRssBytes: 160e6, peakPssBytes: 80e6 } })),
    `${MODEL}: peak RSS (160 MB) is 2.00x peak PSS (80 MB)`,
  ],
  'sampler-cost': [
    quiet(() => ({ metrics: { samplerCpuMs: 30 } })),
    `run: reading memory took 3.0 % of one core during ${MODEL}, more than in any other model`,
  ],
  'pressure-before': [
    onMachine(usual, { cores: 8, cpuPressure10s: 0.4 }),
    'run: processes waited for a core during 40 % of the 10 s before the run',
  ],
  resumed: [
    { ...usual, resumptions: [{ at: '2026-11-24T15:50:00.000Z', trials: 12, launches: 1 }] },
    'run: the run was interrupted and resumed: 24 Nov 2026 15:50 UTC after 12 trials and 1 launch',
  ],
  'run-of-check': [
    runOf(sides, []),
    'run: this run compares two versions of the models: main (abcdef0123) and working tree',
  ],
  planted: [
    runOf([base, { ...head, injection: { kind: 'cpu', share: 0.1 } }], []),
    'run: the head was made worse on purpose: 10 % more cpu',
  ],
};

describe('findings', () => {
  it('says nothing of a run of which nothing is to be said', () => {
    assert.deepEqual(seen(usual), []);
    assert.deepEqual(seen({ ...usual, trials: [] }), []);
  });

  for (const [code, [run, words]] of Object.entries(CASES)) {
    it(`sees ${code}`, () => {
      assert.ok(seen(run).includes(`${code}: ${words}`), seen(run).join('\n'));
    });
  }

  it('has a case above for every code that a run can have', () => {
    assert.deepEqual(Object.keys(CASES).sort(), [...RUN_FINDING_CODES].sort());
  });

  it('gives the gravest first', () => {
    const run = CASES['more-workers-than-cores']?.[0] ?? usual;
    const worse = { ...run, trials: [...run.trials.slice(0, 4), failedTrial(MODEL, 12)] };
    assert.deepEqual(
      runFindings(summarize({ ...worse, status: 'incomplete' })).map(({ severity }) => severity),
      ['problem', 'warning', 'note'],
    );
  });

  it('goes by the items of workers that fetched no bytes', () => {
    const trial = quarters([900, 700, 600, 500]);
    const workers = trial.workers?.map((worker, id) => ({
      ...{ ...worker, bodyBytes: 0 },
      items: [400, 300, 200, 100][id] ?? 0,
    }));
    const [found] = runFindings(summarize(quiet(() => ({ ...trial, workers: workers ?? [] }))));
    assert.equal(found?.code, 'unequal-batches');
    assert.match(found.seen, /40\/30\/20\/10 %/);
  });

  it('leaves batches alone that even out, and workers of one loop', () => {
    const unequal = quiet(() => quarters([900, 700, 600, 500]));
    assert.deepEqual(seen(withScenario(unequal, { settings: { ...SETTINGS, batchSize: 50 } })), []);
    assert.deepEqual(seen(quiet(() => ({ ...quarters([900, 700, 600, 500]), loops: [] }))), []);
  });

  it('allows for the exits that no process can report', () => {
    const of = (cpuSelfMs: number) => ({ metrics: { cpuMs: 800, cpuSelfMs, processes: 6 } });
    assert.deepEqual(seen(quiet(() => of(800 - 330))), []);
    assert.equal(seen(quiet(() => of(800 - 370))).length, 1);
  });
});
