import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import claim from '../../../scenarios/claims/polling-costs.ts';
import { createInbox, openInbox } from '../../../scenarios/claims/polling-costs/inbox.ts';
import {
  around,
  type MadeUp,
  madeUpFigures,
  type MadeUpValue,
} from '../../support/claim-figures.ts';
import { programCase, runProgram, WATCHDOG } from '../../support/claim-experiment.ts';

const WAYS = ['no-wait', 'timed-wait', 'blocking-wait', 'async-wait', 'messages'];

describe('program of polling-costs', WATCHDOG, () => {
  for (const way of WAYS) {
    it(`${way}: every result is collected, and its delay known`, async () => {
      const one = programCase(claim, way);
      const short = { producers: 3, batchesPerProducer: 2, batchSize: 2, meanBatchMs: 2 };
      const figures = await runProgram(one.program, { ...one.input, ...short });
      const { results, collectingMs, cpuMsPerResult, collectorCoreShare, ...delays } = figures;
      assert.equal(results, 12);
      assert.ok(Number(collectingMs) > 0 && Number(cpuMsPerResult) > 0);
      assert.ok(Number(collectorCoreShare) >= 0);
      const { delayP50Ms = NaN, delayP99Ms = NaN, ...rest } = delays;
      assert.ok(delayP50Ms > 0 && delayP50Ms <= delayP99Ms);
      assert.deepEqual(rest, {});
    });
  }
});

describe('an inbox', WATCHDOG, () => {
  it('gives each lane what was put there, in order', () => {
    const shared = createInbox(2, 3);
    const [putter, taker] = [openInbox(shared), openInbox(shared)];
    for (const [lane, moment] of [
      [0, 1],
      [1, 10],
      [0, 2],
      [0, 3],
    ] as const)
      putter.put(lane, moment);
    assert.deepEqual(
      Array.from({ length: 4 }, () => taker.tryTake(0)),
      [1, 2, 3, undefined],
    );
    assert.deepEqual(
      Array.from({ length: 2 }, () => taker.tryTake(1)),
      [10, undefined],
    );
  });

  it('waits no longer than it is told for a lane that stays empty', () => {
    const inbox = openInbox(createInbox(2, 1));
    inbox.put(1, 5);
    assert.equal(inbox.takeWithin(0, 1), undefined);
    assert.equal(inbox.takeWithin(1, 1000), 5);
  });

  it('tells of a result in any lane, also of one that is there already', async () => {
    const inbox = openInbox(createInbox(2, 1));
    inbox.put(1, 5);
    inbox.waitForAny();
    await inbox.whenAny();
    assert.equal(inbox.tryTake(1), 5);
    const told = inbox.whenAny();
    inbox.put(0, 6);
    await told;
    assert.equal(inbox.tryTake(0), 6);
  });
});

describe('judgement of polling-costs', () => {
  it('holds where polling costs CPU without a wait and time with one', () => {
    const { verdict, evidence, tables, chart } = judge({
      pollCpu: around(3),
      pollDelay: around(20),
    });
    assert.equal(verdict, 'holds');
    assert.match(
      evidence.join(' '),
      /takes 3\.0 ms \(2\.7-3\.3\) of CPU .* 15\.0x more \(13\.5-16\.5\) .* \(notification\)\./,
    );
    assert.match(evidence.join(' '), /20 ms \(18-22\) or more: 39\.9x longer .* \(messages\)\.$/);
    assert.equal(tables[0]?.rows.length, 5);
    assert.match(chart?.title ?? '', /20 ms by polling with a timeout, 1\.0 ms by not/);
    assert.equal(chart?.points.length, 10);
  });

  it('does not hold where neither poll is more expensive', () => {
    assert.equal(judge({ pollCpu: 0.1, pollDelay: 0.2 }).verdict, 'does-not-hold');
  });

  it('depends on whether the poll waits where only one is more expensive', () => {
    const cpu = judge({ pollCpu: 3, pollDelay: 0.5 });
    assert.deepEqual(
      [cpu.verdict, cpu.condition],
      ['depends', 'polling costs CPU when it does not wait'],
    );
    const time = judge({ pollCpu: 0.2, pollDelay: 20 });
    assert.deepEqual(
      [time.verdict, time.condition],
      ['depends', 'polling costs time when it waits'],
    );
  });

  it('depends where the rounds do not agree', () => {
    const odd = [0.01, 0.02, 0.03, 1, 2, 3];
    const { verdict, condition } = judge({ pollCpu: odd, pollDelay: odd });
    assert.equal(verdict, 'depends');
    assert.match(condition ?? '', /^no detected cost/);
  });
});

type World = Readonly<Record<'pollCpu' | 'pollDelay', number | readonly number[]>>;

/** Being told costs at least 0.2 ms of CPU (by notification) and 0.5 ms of delay (by message). */
function judge({ pollCpu, pollDelay }: World) {
  const way = (cpuMsPerResult: MadeUpValue, delayP50Ms: MadeUpValue): MadeUp => ({
    results: 200,
    collectorCoreShare: 0.1,
    delayP99Ms: 30,
    cpuMsPerResult,
    delayP50Ms,
  });
  const cases = {
    'no-wait': way(pollCpu, 0.1),
    'timed-wait': way(0.2, pollDelay),
    'blocking-wait': way(0.4, 0.6),
    'async-wait': way(0.2, 1),
    messages: way(0.3, 0.5),
  };
  return claim.judge(madeUpFigures(cases, 'full'));
}
