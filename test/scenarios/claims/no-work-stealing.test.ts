import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';

import type { CaseFigures, ModelCase, ProgramCase } from '../../../harness/claim-contract.ts';
import type { CompletedTrial } from '../../../results/format.ts';
import { writeBodyPack } from '../../../scenarios/body-pack.ts';
import claim from '../../../scenarios/claims/no-work-stealing.ts';
import { madeUpFigures } from '../../support/claim-figures.ts';
import { runProgram, WATCHDOG } from '../../support/claim-experiment.ts';

describe('no-work-stealing: program', WATCHDOG, () => {
  for (const one of claim.cases('quick').filter((each) => each.kind === 'program')) {
    it(`hands out every item once, in three ways (${one.id})`, async (t) => {
      const folder = await mkdtemp(join(tmpdir(), 'bodies-'));
      t.after(() => rm(folder, { recursive: true }));
      const bodyPackPath = join(folder, 'bodies');
      const names = Array.from({ length: 90 }, (_, index) => `name-${index}`);
      writeBodyPack(
        bodyPackPath,
        names,
        names.map((_, index) => documentOf(index)),
      );
      const figures = await runProgram(one.program, { ...one.input, stride: 2, bodyPackPath });
      for (const way of ['quarters', 'small', 'stealing']) {
        const of = (figure: string) => figures[`${way}.${figure}`] ?? NaN;
        assert.ok(of('longestIdleMs') >= 0 && of('longestIdleMs') <= of('lastMs'));
        assert.ok(of('idleShare') >= 0 && of('idleShare') < 1);
        assert.equal(of('steals') > 0, way === 'stealing');
      }
      assert.equal(Object.keys(figures).length, 12);
    });
  }

  it('asks for the bodies of the main workload', () => {
    const programs = claim.cases('full').filter((one) => one.kind === 'program');
    assert.ok(programs.every(({ needsBodies }: ProgramCase) => needsBodies === true));
  });
});

describe('no-work-stealing: models', () => {
  it('know how long the first worker had nothing to do', () => {
    const [one] = claim.cases('quick').filter((each): each is ModelCase => each.kind === 'model');
    const workers = [{ endedMs: 900 }, { endedMs: 400 }, { endedMs: 1000 }];
    assert.deepEqual(one?.derive?.({ workers } as unknown as CompletedTrial), {
      longestIdleMs: 600,
    });
  });
});

describe('no-work-stealing: judge', () => {
  it('holds when equal parts leave workers idle in both situations', () => {
    const { verdict, evidence, chart } = judge({ skew: 0.3, slow: 0.4 });
    assert.equal(verdict, 'holds');
    assert.match(evidence.join(' '), /^With documents .* 30 % .*\. With one slow .* 40 %/);
    const [, , skew, slow, threads, children] = evidence;
    for (const text of [skew, slow])
      assert.match(text ?? '', /1\.50x slower; small .* 1\.10x slower/);
    for (const text of [threads, children]) assert.match(text ?? '', /120 ms; .* 15 ms\.$/);
    assert.equal(chart?.points.length, 6);
  });

  it('depends where only one of the situations shows it', () => {
    const slow = judge({ skew: 0.04, slow: 0.4 });
    assert.equal(slow.verdict, 'depends');
    assert.match(slow.condition ?? '', /^with one slow worker .* 40 % .*, but not with documents/);
    const skew = judge({ skew: 0.3, slow: 0 });
    assert.match(skew.condition ?? '', /^with documents .* 30 % .*, but not with one slow .* 0 %/);
  });

  it('does not hold when equal parts leave nobody idle', () => {
    const { verdict, evidence } = judge({ skew: 0.04, slow: 0.02 });
    assert.equal(verdict, 'does-not-hold');
    assert.match(evidence.join(' '), /^With documents .* 4\.0 % .*\. With one slow .* 2\.0 %/);
  });

  it('takes no difference for one when rounds disagree', () => {
    const cases = casesOf({ skew: 0.3, slow: 0 });
    const idle = { 'quarters.idleShare': [0.3, 0.02, 0.3, 0.3, 0.02, 0.3] };
    const figures = madeUpFigures({ ...cases, skew: { ...cases['skew'], ...idle } });
    assert.equal(claim.judge(figures).verdict, 'does-not-hold');
  });

  it('shows every way and model in tables and chart', () => {
    const { tables, chart } = judge({ skew: 0.3, slow: 0.4 });
    assert.deepEqual(
      tables.map(({ rows }) => rows.length),
      [6, 4],
    );
    assert.equal(chart?.points.length, 6);
  });

  it('has child processes in a full run only', () => {
    const cases = Object.entries(casesOf({ skew: 0.3, slow: 0.4 }));
    const threads = cases.filter(([id]) => !id.startsWith('child-processes'));
    const figures = madeUpFigures(Object.fromEntries(threads), 'quick');
    assert.equal(claim.judge(figures).tables[1]?.rows.length, 2);
    assert.equal(claim.cases('quick').length, 4);
    assert.equal(claim.cases('full').length, 6);
  });
});

/** What workers idle of their time in quarters, by situation; with stealing it is 1 %. */
interface IdleShares {
  readonly skew: number;
  readonly slow: number;
}

function judge(shares: IdleShares) {
  return claim.judge(madeUpFigures(casesOf(shares)));
}

function casesOf({ skew, slow }: IdleShares): Record<string, CaseFigures> {
  const model = (longestIdleMs: number) => ({ lastResultMs: 1500, longestIdleMs });
  return {
    skew: waysOf(skew),
    slow: waysOf(slow),
    'worker-threads, quarters': model(120),
    'worker-threads, small batches': model(15),
    'child-processes, quarters': model(120),
    'child-processes, small batches': model(15),
  };
}

function waysOf(quartersIdle: number): CaseFigures {
  const way = (id: string, lastMs: number, idleShare: number) => ({
    [`${id}.lastMs`]: lastMs,
    [`${id}.longestIdleMs`]: 2 * idleShare * lastMs,
    [`${id}.idleShare`]: idleShare,
    [`${id}.steals`]: id === 'stealing' ? 8 : 0,
  });
  return {
    ...way('quarters', 150, quartersIdle),
    ...way('small', 110, 0.02),
    ...way('stealing', 100, 0.01),
  };
}

/** The later, the smaller, as the real ones. */
function documentOf(index: number): Uint8Array {
  const moves = Array.from({ length: 40 * (90 - index) }, (_, move) => ({ move: `move-${move}` }));
  return gzipSync(JSON.stringify({ types: [{ type: { name: 'grass' } }], moves }));
}
