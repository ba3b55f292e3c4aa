import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';

import { interruptedRun, refuseChanges, resumed } from '../../../harness/engine/resume.ts';
import type {
  DecisionRule,
  Environment,
  RunFile,
  Scenario,
  Schedule,
} from '../../../results/format.ts';
import { journalLine } from '../../../results/journal.ts';
import { completedTrial, ENVIRONMENT, MOCK, runOf, scenario, SETTINGS } from '../../support/run.ts';

const VERSION = { ref: 'main', gitCommit: '11', gitDirty: false, whole: false };
const SCENARIOS = ['a', 'b'].map((model) => {
  return { ...scenario(model), version: VERSION, role: 'base' as const };
});
const RULE: DecisionRule = {
  ...{ maxTimeMs: 60_000, thorough: false, minEffect: 0.03, margin: 0.05, accepted: [] },
};
const PLANNED = runOf(SCENARIOS, [completedTrial('a', 0, {})], {
  ...{ status: 'running', endedAt: null, rounds: 2, warmupRounds: 0 },
});
const RUN = { ...PLANNED, schedule: { ...PLANNED.schedule, rule: RULE } };

const onMachine = (parts: Partial<Environment>): RunFile => {
  return { ...RUN, environments: [{ ...ENVIRONMENT, ...parts }] };
};
const inAll = (parts: Partial<Scenario>): RunFile => {
  return { ...RUN, scenarios: RUN.scenarios.map((one) => ({ ...one, ...parts })) };
};
const scheduled = (parts: Partial<Schedule>): RunFile => {
  return { ...RUN, schedule: { ...RUN.schedule, ...parts } };
};
const ruled = (parts: Partial<DecisionRule>) => scheduled({ rule: { ...RULE, ...parts } });
const expected = { ...scenario('a').expected, digest: 'f0'.repeat(32) } as Scenario['expected'];

/** What the run is now, and what the one line names. */
const CHANGES: Readonly<Record<string, readonly [now: RunFile, says: RegExp]>> = {
  'another seed': [scheduled({ seed: 2 }), /other settings .* seed was 1, now 2; give the flags/],
  'another command': [scheduled({ command: 'claims' }), /command was compare, now claims/],
  'a first look': [scheduled({ scale: 'quick' }), /scale was full, now quick/],
  'other looks': [scheduled({ looks: [7, 20] }), /looks was none, now 7, 20/],
  'another budget': [
    scheduled({ budgets: [{ model: null, metric: 'wallMs', limit: 2, unit: 's' }] }),
    /settings .*budgets was none, now time < 2s;/,
  ],
  'a waiver': [
    ruled({ accepted: [{ model: 'a', metric: 'CPU', ceiling: 0.1 }] }),
    /settings .*waivers was none, now a CPU \+10.* %;/,
  ],
  'less time': [ruled({ maxTimeMs: 5000 }), /settings .*maxTimeMs was 60000, now 5000;/],
  'a thorough check': [ruled({ thorough: true }), /settings .*thorough was false, now true;/],
  'a smaller difference': [ruled({ minEffect: 0.01 }), /settings .*minEffect was 0.03, now 0.01;/],
  'another margin': [ruled({ margin: 0.01 }), /settings .*margin was 0.05, now 0.01;/],
  'fewer models': [
    { ...RUN, scenarios: RUN.scenarios.slice(0, 1) },
    /settings .* models was a, b, now a;/,
  ],
  'more rounds': [inAll({ rounds: 9 }), /settings .* a.rounds was 2, now 9/],
  'fewer items': [inAll({ settings: { ...SETTINGS, items: 7 } }), /items was 1000, now 7/],
  'a parameter': [
    inAll({ settings: { ...SETTINGS, params: { n: 1 } } }),
    /settings.params.n was not set, now 1/,
  ],
  'another latency': [inAll({ mock: { ...MOCK, latencyMs: 9 } }), /settings .*latencyMs was 50/],
  'other documents': [
    inAll({ mock: { ...MOCK, dataset: { ...MOCK.dataset, sha256: '00' } } }),
    /other data .* a.mock.dataset.sha256 was a5/,
  ],
  'other results': [inAll({ expected }), /other data .*expected.digest was d1/],
  "another user's file": [inAll({ codeSha256: '77' }), /other code .*codeSha256 was null, now 77/],
  'another runtime': [inAll({ runtime: 'node 24.0.0' }), /other code .*runtime was node 26/],
  'another commit': [
    onMachine({ gitCommit: '99' }),
    /other code .* gitCommit was abcdef.*, now 99/,
  ],
  'another commit of a side': [
    inAll({ version: { ...VERSION, gitCommit: '99' } }),
    /other code .* a.version.gitCommit was 11, now 99/,
  ],
  'another suite': [
    onMachine({ suite: { version: '0.1.0', sha256: '88' } }),
    /other code .* suite.sha256 was c3/,
  ],
  'another package': [
    onMachine({ packages: { undici: '9.0.0' } }),
    /code .* packages.undici was 8/,
  ],
  'another host': [onMachine({ host: 'ffffffffffff' }), /other machine .* host was 0123456789ab/],
  'fewer cores': [onMachine({ cores: 1 }), /other machine .* cores was 2, now 1/],
  'another kernel': [onMachine({ kernel: '6.2.0' }), /other machine .* kernel was 6.1.0/],
  'a variable': [
    onMachine({ variables: { UV_THREADPOOL_SIZE: '9' } }),
    /machine .* variables.UV_THREADPOOL_SIZE was not set, now 9/,
  ],
};

describe('refuseChanges', () => {
  for (const [what, [now, message]] of Object.entries(CHANGES)) {
    it(`names what changed: ${what}`, () => {
      assert.throws(
        () => {
          refuseChanges(RUN, now);
        },
        { code: 'resume-changed', message },
      );
    });
  }

  it('lets pass what differs from minute to minute, and what was measured', () => {
    refuseChanges(RUN, onMachine({ loadAverage: [9, 9, 9], cpuPressure10s: 0.5, gitDirty: true }));
    const { expected: work } = scenario('a');
    refuseChanges(RUN, inAll({ expected: work && { ...work, itemMs: { median: 1, max: 2 } } }));
    refuseChanges(RUN, inAll({ version: { ...VERSION, gitDirty: true } }));
    refuseChanges(RUN, { ...scheduled({ arguments: ['--resume'] }), trials: [] });
  });
});

describe('resumed', () => {
  it('keeps all records, and counts them', () => {
    const { trials, resumptions, status, startedAt } = resumed({ ...RUN, status: 'incomplete' });
    assert.deepEqual(trials, RUN.trials);
    assert.deepEqual([status, startedAt], ['running', RUN.startedAt]);
    assert.deepEqual(
      resumptions.map((one) => [one.trials, one.launches]),
      [[1, 0]],
    );
    assert.equal(resumed(resumed(RUN)).resumptions.length, 2);
  });
});

describe('interruptedRun', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'resume-test-'));
  });

  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  const read = (text: string) => {
    writeFileSync(join(folder, 'run.json'), text);
    return interruptedRun(folder, 'run.json');
  };

  it('is what a killed run has left, without a torn record', () => {
    const head = JSON.stringify({ ...RUN, trials: [] });
    const line = journalLine({ kind: 'trial', trial: completedTrial('a', 0, {}) });
    assert.deepEqual(read(`${head}\n${line}${line.slice(0, 50)}`).trials, RUN.trials);
  });

  it('is refused where it is complete, not there, no run, or of a newer format', () => {
    assert.throws(
      () =>
        read(
          JSON.stringify({
            ...RUN,
            status: 'complete',
            scenarios: [scenario('a')].map((one) => ({ ...one, rounds: 1 })),
          }),
        ),
      {
        code: 'nothing-to-resume',
        message: /is complete/,
      },
    );
    assert.throws(() => read('half'), { code: 'not-a-run-file' });
    const newer = JSON.stringify(RUN).replace('"formatVersion":3', '"formatVersion":4');
    assert.throws(() => read(newer), { code: 'not-a-run-file', message: /newer than 3/ });
    assert.throws(() => interruptedRun(folder, 'claims.json'), {
      code: 'nothing-to-resume',
      message: /does not exist/,
    });
  });
});
