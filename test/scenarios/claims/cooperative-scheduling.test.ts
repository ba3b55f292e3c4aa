import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import type { CaseFigures, ProgramCase } from '../../../harness/claim-contract.ts';
import claim from '../../../scenarios/claims/cooperative-scheduling.ts';
import { madeUpFigures } from '../../support/claim-figures.ts';
import { runProgram, WATCHDOG } from '../../support/claim-experiment.ts';

const KINDS = ['single-threaded', 'worker-threads', 'child-processes'] as const;

describe('cooperative-scheduling: program', WATCHDOG, () => {
  for (const one of claim.cases('quick') as readonly ProgramCase[]) {
    it(`holds one loop of ${one.id}`, async () => {
      const input = { ...one.input, tasks: 16, holdMs: 60 };
      const figures = await runProgram(one.program, input);
      for (const stretch of ['quiet', 'hold', 'await', 'yield']) {
        const of = (figure: string) => figures[`${stretch}.${figure}`] ?? NaN;
        const late = [0, of('p50Ms'), of('p99Ms'), of('maxMs')];
        assert.deepEqual(
          late,
          late.toSorted((a, b) => a - b),
        );
        assert.ok(of('tasksHitShare') <= of('loopsHitShare') && of('loopsHitShare') <= 1);
      }
      assert.ok((figures['hold.loopsHitShare'] ?? 0) > 0, 'the loop with the hog is held up');
      assert.equal(Object.keys(figures).length, 20);
    });
  }
});

describe('cooperative-scheduling: judge', () => {
  const blocked = { 'hold.p50Ms': 101, 'hold.tasksHitShare': 1 };
  const aQuarter = { 'hold.p50Ms': 0.9, 'hold.tasksHitShare': 0.25 };
  const nobody = { 'hold.p50Ms': 0.8, 'hold.tasksHitShare': 0 };

  it('depends on the number of loops when only one loop is blocked', () => {
    const judgement = judge({ 'single-threaded': blocked, 'worker-threads': aQuarter });
    assert.equal(judgement.verdict, 'depends');
    assert.match(judgement.condition ?? '', /^everything .* one event loop \(single-threaded\)/);
    assert.match(judgement.condition ?? '', /with 4 loops .* 25 % .*in worker-threads and 25 %/);
    assert.match(judgement.evidence.join(' '), /single-threaded, 100 % .* 101 ms.*900 µs/);
  });

  it('holds when the other loops are blocked too', () => {
    const judgement = judge({
      'single-threaded': blocked,
      'worker-threads': blocked,
      'child-processes': blocked,
    });
    assert.equal(judgement.verdict, 'holds');
  });

  it('does not hold when the tasks of the loop go on', () => {
    const judgement = judge({ 'single-threaded': nobody });
    assert.equal(judgement.verdict, 'does-not-hold');
    assert.match(judgement.evidence.join(' '), /single-threaded, 0 % .* 800 µs/);
  });

  it('says which await helps', () => {
    const slow = judge({ 'single-threaded': { 'await.p99Ms': 207, 'yield.p99Ms': 11 } });
    assert.match(
      slow.evidence.join(' '),
      /does not help: 207 ms.*lets the loop turn, helps: 11 ms/,
    );
    const quick = judge({ 'single-threaded': { 'await.p99Ms': 12, 'yield.p99Ms': 230 } });
    assert.match(
      quick.evidence.join(' '),
      / helps: 12 ms.*lets the loop turn, does not help: 230 ms/,
    );
  });

  it('shows every model in tables and chart', () => {
    const { tables, chart } = judge({});
    assert.deepEqual(
      tables.map(({ rows }) => rows.map(([model]) => model?.value)),
      [KINDS, KINDS],
    );
    assert.deepEqual([...new Set(chart?.points.map(({ x }) => x))], KINDS);
    assert.match(chart?.title ?? '', /900 µs in child-processes$/);
  });

  function judge(given: Readonly<Record<string, CaseFigures>>) {
    const others = { 'quiet.p99Ms': 2, 'hold.p99Ms': 199, 'hold.maxMs': 201 };
    const pauses = { 'await.p99Ms': 198, 'yield.p99Ms': 9, 'hold.loopsHitShare': 0.25 };
    const cases = KINDS.map((kind) => [
      kind,
      { ...others, ...pauses, ...aQuarter, ...given[kind] },
    ]);
    return claim.judge(madeUpFigures(Object.fromEntries(cases) as Record<string, CaseFigures>));
  }
});
