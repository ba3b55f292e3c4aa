import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import type { CaseFigures, ProgramCase } from '../../../harness/claim-contract.ts';
import claim from '../../../scenarios/claims/explicit-cleanup.ts';
import { madeUpFigures } from '../../support/claim-figures.ts';
import { runProgram, WATCHDOG } from '../../support/claim-experiment.ts';

const KINDS = ['single-threaded', 'worker-threads', 'child-processes'] as const;
const IDS = ['closed', 'ended', 'waiting', 'crashed', 'orphaned'] as const;
type Id = (typeof IDS)[number];

describe('explicit-cleanup: program', WATCHDOG, () => {
  for (const one of claim.cases('quick') as readonly ProgramCase[]) {
    it(`counts what ${one.id} leaves`, async () => {
      // Long enough for what goes to go, so that only what stays is counted.
      const input = { ...one.input, workers: 2, patienceMs: 2500 };
      const figures = await runProgram(one.program, input);
      const processes = IDS.map((id) => figures[`${id}.processes`]);
      const ports = IDS.map((id) => figures[`${id}.ports`]);
      const [waiting, serving] = STAYS[one.id] ?? [];
      assert.deepEqual(processes, [0, 0, waiting, 0, serving]);
      assert.deepEqual(ports, [0, 0, 0, 0, serving]);
      for (const id of IDS) {
        assert.ok((figures[`${id}.goneMs`] ?? 0) > 0);
        const bytes = figures[`${id}.bytes`] ?? 0;
        assert.equal(bytes > 0, (figures[`${id}.processes`] ?? 0) > 0 && 'closed.bytes' in figures);
      }
    });
  }
});

/** Processes that stay when nobody closes waiting workers, and when main is killed and they serve. */
const STAYS: Readonly<Record<string, readonly [waiting: number, serving: number]>> = {
  'single-threaded': [0, 0],
  'worker-threads': [1, 0],
  'child-processes': [3, 2],
};

describe('explicit-cleanup: judge', () => {
  it('depends on where something stays', () => {
    const { verdict, condition, evidence } = judge({
      'worker-threads': { waiting: 1 },
      'child-processes': { waiting: 5, orphaned: 4 },
    });
    assert.equal(verdict, 'depends');
    assert.match(condition ?? '', /closed \(worker-threads and child-processes\) or main/);
    assert.match(condition ?? '', /main is killed while workers serve \(child-processes\)$/);
    assert.match(
      evidence.join(' '),
      /^In worker-threads, 4 .* after 20 ms\. In child-processes, 4 .* after 20 ms/,
    );
    assert.match(
      evidence.join(' '),
      /worker-threads leaves 1 process with 10 MB .* 4 processes with 40 MB/,
    );
  });

  it('holds when workers stay although they are done', () => {
    const { verdict, evidence } = judge({
      'worker-threads': { ended: 1 },
      'child-processes': { ended: 5 },
    });
    assert.equal(verdict, 'holds');
    assert.match(evidence.join(' '), /child-processes leaves 5 processes with 50 MB when finished/);
  });

  it('does not hold when nothing ever stays', () => {
    const { verdict, evidence, chart } = judge({});
    assert.equal(verdict, 'does-not-hold');
    assert.match(evidence.join(' '), /after 20 ms\.$/);
    assert.equal(chart, undefined);
  });

  it('says when closing leaves something', () => {
    const { verdict, evidence } = judge({ 'child-processes': { closed: 1 } });
    assert.equal(verdict, 'does-not-hold');
    assert.match(evidence.join(' '), /In child-processes, something stays/);
  });

  it('does without memory where no system says it', () => {
    const { evidence, tables } = judge({ 'worker-threads': { waiting: 1 } }, false);
    assert.match(evidence.join(' '), /worker-threads leaves 1 process when/);
    assert.deepEqual(new Set(tables[0]?.rows.map((row) => row.at(-1)?.value)), new Set(['n/a']));
  });

  it('shows every ending in tables, and in the chart those that leave something', () => {
    const { tables, chart } = judge({ 'child-processes': { orphaned: 4 } });
    assert.deepEqual(
      tables.map(({ rows }) => rows.length),
      [15, 5],
    );
    const times = tables[1]?.rows.at(-1)?.map(({ value }) => value);
    assert.deepEqual(times, ['main is killed while workers serve', '20 ms', '20 ms', 'stays']);
    assert.deepEqual(
      chart?.points.map(({ x, y, series }) => [x, y.estimate, series]),
      [['main is killed while workers serve', 4, 'child-processes']],
    );
  });
});

type Left = Partial<Record<(typeof KINDS)[number], Partial<Record<Id, number>>>>;

/** Processes left by each model after each ending. */
function judge(left: Left, knowsMemory = true) {
  const cases = KINDS.map((kind) => {
    const figures = IDS.flatMap((id) => {
      const processes = left[kind]?.[id] ?? 0;
      return [
        [`${id}.goneMs`, 20],
        [`${id}.processes`, processes],
        [`${id}.ports`, 0],
        ...(knowsMemory ? [[`${id}.bytes`, processes * 10e6]] : []),
      ];
    });
    return [kind, Object.fromEntries(figures) as CaseFigures];
  });
  return claim.judge(madeUpFigures(Object.fromEntries(cases) as Record<string, CaseFigures>));
}
