import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';

import type { CaseFigures, ModelCase, ProgramCase } from '../../../harness/claim-contract.ts';
import { figuresOf } from '../../../harness/claims/figures.ts';
import type { CompletedTrial } from '../../../results/format.ts';
import { writeBodyPack } from '../../../scenarios/body-pack.ts';
import claim from '../../../scenarios/claims/no-work-stealing.ts';
import { madeUpFigures } from '../../fixtures/claim-figures.ts';
import { runProgram, WATCHDOG } from './claim-fixture.ts';

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
  it('holds when quarters take longer in both situations', () => {
    const { verdict, sentence, chart } = judge({ skew: 150, slow: 300 });
    assert.equal(verdict, 'holds');
    assert.match(sentence, /^In quarters, .* 80 ms of 150 ms with documents of .* 300 ms with one/);
    assert.match(sentence, /take 1\.50 and 3\.00 times .*small batches .* 1\.10 and 1\.10 times/);
    assert.match(sentence, /120 ms in worker-threads, 15 ms with small batches; 120 ms in child/);
    assert.match(
      chart?.title ?? '',
      /1\.50 with documents of unequal size and 3\.00 with one slow/,
    );
  });

  it('depends where only one of the situations shows it', () => {
    const { verdict, condition } = judge({ skew: 100, slow: 300 });
    assert.equal(verdict, 'depends');
    assert.match(
      condition ?? '',
      /^with one slow worker quarters take 3\.00 .*, but with doc.* 1\.00 /,
    );
    assert.match(judge({ skew: 200, slow: 99 }).condition ?? '', /^with documents of unequal/);
  });

  it('does not hold when quarters cost nothing', () => {
    assert.equal(judge({ skew: 100, slow: 99 }).verdict, 'does-not-hold');
  });

  it('does not hold when nobody is idle for longer', () => {
    const { verdict } = judge({ skew: 150, slow: 300 }, { 'quarters.longestIdleMs': 4 });
    assert.equal(verdict, 'does-not-hold');
  });

  it('takes no difference for one when rounds disagree', () => {
    const rounds = [150, 90, 160, 150].map((quartersMs) => casesOf({ skew: quartersMs, slow: 99 }));
    const observations = rounds.flatMap((cases, round) =>
      Object.entries(cases).map(([id, figures]) => ({
        ...{ case: id, round },
        outcome: { status: 'measured' as const, figures },
      })),
    );
    assert.equal(claim.judge(figuresOf(observations, 'full')).verdict, 'does-not-hold');
  });

  it('shows every way and model in tables and chart', () => {
    const { tables, chart } = judge({ skew: 150, slow: 300 });
    assert.deepEqual(
      tables.map(({ rows }) => rows.length),
      [6, 4],
    );
    assert.equal(chart?.points.length, 6);
  });
});

/** Time to the last result in quarters, by situation; stealing takes 100 ms. */
interface QuartersMs {
  readonly skew: number;
  readonly slow: number;
}

function judge(quarters: QuartersMs, others: CaseFigures = {}) {
  const { skew, slow, ...models } = casesOf(quarters);
  return claim.judge(
    madeUpFigures({ ...models, skew: { ...skew, ...others }, slow: { ...slow, ...others } }),
  );
}

function casesOf({ skew, slow }: QuartersMs): Record<string, CaseFigures> {
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

function waysOf(quartersMs: number): CaseFigures {
  const way = (id: string, lastMs: number, longestIdleMs: number) => ({
    [`${id}.lastMs`]: lastMs,
    [`${id}.longestIdleMs`]: longestIdleMs,
    [`${id}.idleShare`]: longestIdleMs / lastMs / 2,
    [`${id}.steals`]: id === 'stealing' ? 8 : 0,
  });
  return {
    ...way('quarters', quartersMs, 80),
    ...way('small', 110, 9),
    ...way('stealing', 100, 5),
  };
}

/** The later, the smaller, as the real ones. */
function documentOf(index: number): Uint8Array {
  const moves = Array.from({ length: 40 * (90 - index) }, (_, move) => ({ move: `move-${move}` }));
  return gzipSync(JSON.stringify({ types: [{ type: { name: 'grass' } }], moves }));
}
