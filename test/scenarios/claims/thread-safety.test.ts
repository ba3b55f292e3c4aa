import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { Bench } from 'tinybench';

import { medianInterval } from '../../../harness/stats/median.ts';
import claim from '../../../scenarios/claims/thread-safety.ts';
import { counted, RAISE } from '../../../scenarios/claims/thread-safety/count.ts';
import { createMemory, DATA, LOCK } from '../../../scenarios/claims/thread-safety/memory.ts';
import { openMutex } from '../../../scenarios/claims/thread-safety/mutex.ts';
import { SUBJECTS } from '../../../scenarios/claims/thread-safety/subjects.ts';
import { around, type MadeUpValue, madeUpFigures } from '../../support/claim-figures.ts';
import { programCase, runProgram, WATCHDOG } from '../../support/claim-experiment.ts';

const COUNTS = ['count-plain', 'count-atomics', 'count-lock', 'count-adjacent', 'count-padded'];
const READS = ['read-record', 'read-record-with-lock', 'read-value', 'read-value-over-lines'];

describe('programs of thread-safety', WATCHDOG, () => {
  for (const id of COUNTS) {
    it(`${id}: two threads count, and what is lost is known`, async () => {
      const { program, input } = programCase(claim, id);
      const figures = await runProgram(program, { ...input, updates: 30_000 });
      const { updates, lost = NaN, lostShare, msPerUpdate, cpuMsPerUpdate, ...rest } = figures;
      assert.equal(updates, 60_000);
      assert.ok(lost >= 0 && lost < 60_000, `${lost} lost`);
      assert.equal(lostShare, lost / 60_000);
      if (id !== 'count-plain') assert.equal(lost, 0);
      // The kernel counts a thread's CPU in steps, of which so short a race may have none.
      assert.ok(Number(msPerUpdate) > 0 && Number(cpuMsPerUpdate) >= 0);
      assert.deepEqual(rest, {});
    });
  }

  for (const id of READS) {
    it(`${id}: one thread reads what the other writes`, async () => {
      const { program, input } = programCase(claim, id);
      const { reads, torn = NaN, ...rest } = await runProgram(program, { ...input, reads: 30_000 });
      assert.equal(reads, 30_000);
      assert.ok(torn >= 0 && torn <= 30_000, `${torn} torn`);
      if (id === 'read-record-with-lock') assert.equal(torn, 0);
      assert.deepEqual(rest, {});
    });
  }

  it('alone: every kind of update has its cost', async () => {
    const { program } = programCase(claim, 'alone');
    const figures = await runProgram(program, { timeMs: 5 });
    assert.deepEqual(Object.keys(figures), ['plainMs', 'atomicsMs', 'lockMs']);
    for (const ms of Object.values(figures)) assert.ok(ms > 0 && ms < 1);
  });

  for (const iterations of [64, 65]) {
    it(`alone: the median that tinybench gives of ${iterations} samples is ours`, async () => {
      let calls = 0;
      const bench = new Bench({ ...{ time: 0, iterations, warmup: false }, retainSamples: true });
      bench.add('timed', () => ({ overriddenDuration: (37 * calls++) % 101 }));
      await bench.run();
      const result = bench.tasks[0]?.result;
      assert.ok(result?.state === 'completed');
      const { p50, samples = [] } = result.latency;
      assert.equal(samples.length, iterations);
      assert.equal(p50, medianInterval(samples, 0.95).estimate);
    });
  }
});

describe('what two threads share', () => {
  it('counts in one word, or in one for each side', () => {
    const memory = createMemory();
    RAISE.plain(new Int32Array(memory), DATA, 3);
    RAISE.lock(new Int32Array(memory), DATA + 32, 4);
    const order = { kind: 'count', how: 'plain', updates: 3 } as const;
    assert.equal(counted(memory, { ...order, apartBytes: 0 }), 3);
    assert.equal(counted(memory, { ...order, apartBytes: 128 }), 7);
  });

  it('a record is torn when its fields differ, and only then', () => {
    const memory = createMemory();
    const record = SUBJECTS.record(memory);
    record.write(7);
    assert.equal(record.isTorn(), false);
    new Int32Array(memory)[DATA + 1] = 8;
    assert.equal(record.isTorn(), true);
  });

  for (const [what, offset] of [
    ['value', 0],
    ['value-over-lines', 4],
  ] as const) {
    it(`a ${what} is torn when half of it is of another, and only then`, () => {
      const memory = createMemory();
      const values = SUBJECTS[what](memory);
      const reads = () => Array.from({ length: 8 }, () => values.isTorn());
      for (const n of [0, 1]) {
        values.write(n);
        assert.ok(!reads().includes(true));
      }
      new Uint8Array(memory, 4 * DATA + offset + 8, 4).fill(0x11);
      assert.equal(reads().filter((torn) => torn).length, 1);
    });
  }

  it('a lock is held in its word, and free afterwards', () => {
    const words = new Int32Array(createMemory());
    const mutex = openMutex(words, LOCK);
    mutex.lock();
    assert.notEqual(words[LOCK], 0);
    mutex.unlock();
    assert.equal(words[LOCK], 0);
  });
});

describe('judgement of thread-safety', () => {
  it('holds where updates are lost and records torn, and never with a remedy', () => {
    const { verdict, evidence, tables, chart } = judge({
      lost: around(1000),
      torn: around(500),
      tornOverLines: around(40),
    });
    assert.equal(verdict, 'holds');
    assert.match(
      evidence.join(' '),
      /lost 10 % \(9-11\) of .* record .* in 5\.0 % \(4\.5-5\.5\) of 10,000 reads/,
    );
    assert.match(
      evidence.join(' '),
      /8 bytes .* 0\.40 % \(0\.36-0\.44\) of 10,000 reads .* lines, and in 0 % of 10,000 reads/,
    );
    assert.match(evidence.join(' '), /With Atomics or a lock, none were lost or torn/);
    assert.match(
      evidence.join(' '),
      /1\.0 ns, one with Atomics 5\.0 ns and one under a lock 20 ns/,
    );
    assert.match(evidence.join(' '), /adjacent .* 8\.00x more/);
    assert.deepEqual(
      tables.map(({ rows }) => rows.length),
      [7, 5],
    );
    assert.match(chart?.title ?? '', /under a lock .* 10\.0x more/);
  });

  it('does not hold where nothing goes wrong', () => {
    assert.equal(judge({ lost: 0, torn: 0 }).verdict, 'does-not-hold');
  });

  it('does not hold where a remedy is none', () => {
    const { verdict, evidence } = judge({
      lost: 1000,
      torn: 500,
      lostWithLock: [0, 0, 0, 0, 1, 0],
    });
    assert.equal(verdict, 'does-not-hold');
    assert.match(evidence.join(' '), /Some were lost or torn even with a lock\./);
  });

  it('depends on what is shared where only one of them goes wrong', () => {
    const { verdict, condition } = judge({ lost: 0, torn: 500 });
    assert.equal(verdict, 'depends');
    assert.match(condition ?? '', /^only with a record of two fields/);
  });

  it('depends on the moment where nothing goes wrong in every round', () => {
    const { verdict, condition } = judge({ lost: [0, 0, 5, 1, 0, 2], torn: [0, 3, 0, 0, 0, 0] });
    assert.equal(verdict, 'depends');
    assert.match(condition ?? '', /same moment/);
  });
});

interface World {
  /** Of 10,000 updates. */
  readonly lost: MadeUpValue;
  readonly torn: MadeUpValue;
  readonly lostWithLock?: MadeUpValue;
  readonly tornOverLines?: MadeUpValue;
}

function judge({ lost, torn, lostWithLock = 0, tornOverLines = 0 }: World) {
  const count = (cpuMsPerUpdate: number, lostHere: MadeUpValue = 0) => ({
    updates: 10_000,
    lost: lostHere,
    lostShare: typeof lostHere === 'number' ? lostHere / 1e4 : lostHere.map((n) => n / 1e4),
    msPerUpdate: cpuMsPerUpdate / 2,
    cpuMsPerUpdate,
  });
  const read = (tornHere: MadeUpValue = 0) => ({ reads: 10_000, torn: tornHere });
  const cases = {
    'count-plain': count(2e-6, lost),
    'count-atomics': count(40e-6),
    'count-lock': count(400e-6, lostWithLock),
    'count-adjacent': count(40e-6),
    'count-padded': count(5e-6),
    'read-record': read(torn),
    'read-record-with-lock': read(),
    'read-value': read(),
    'read-value-over-lines': read(tornOverLines),
    alone: { plainMs: 1e-6, atomicsMs: 5e-6, lockMs: 20e-6 },
  };
  return claim.judge(madeUpFigures(cases));
}
