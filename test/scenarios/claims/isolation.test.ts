import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import type { CaseFigures, ProgramCase } from '../../../harness/claim-contract.ts';
import claim from '../../../scenarios/claims/isolation.ts';
import { FAULTS, type Fault, isRunaway } from '../../../scenarios/claims/isolation/fault.ts';
import { madeUpFigures } from '../../support/claim-figures.ts';
import { runProgram, WATCHDOG } from '../../support/claim-experiment.ts';

describe('isolation: program', WATCHDOG, () => {
  for (const one of claim.cases('quick') as readonly ProgramCase[]) {
    it(`sees what becomes of ${one.id}`, async () => {
      const input = { ...one.input, workers: 2 };
      const figures = await runProgram(one.program, input);
      for (const fault of FAULTS) {
        const of = (figure: string) => figures[`${fault}.${figure}`] ?? NaN;
        assert.ok(of('othersLostShare') >= 0 && of('othersLostShare') <= 1);
        assert.ok([0, 1].includes(of('othersFinished')));
        assert.equal(of('othersFinished') === 1, of('othersLostShare') === 0);
        assert.ok(of('noticedMs') > 0);
        assert.equal(`${fault}.stopMs` in figures, isRunaway(fault));
      }
      const survives = (fault: Fault) => figures[`${fault}.modelSurvives`] === 1;
      assert.equal(survives('exit'), one.id !== 'single-threaded');
      assert.equal(survives('kill'), one.id === 'child-processes');
    });
  }
});

describe('isolation: judge', () => {
  it('depends on the fault where threads confine some', () => {
    const { verdict, condition, evidence } = judge({
      threads: ['hotloop', 'kill'],
      single: FAULTS,
    });
    assert.equal(verdict, 'depends');
    assert.match(condition ?? '', /a worker runs away in a hot loop or is killed; when it thr/);
    assert.match(
      evidence.join(' '),
      /worker-threads contains 4 .* lose up to 40 % .*when it runs away in a hot loop\./,
    );
    assert.match(evidence.join(' '), /child-processes contains 6 .* noticed after 9\.0 ms/);
  });

  it('holds when threads confine no more than one loop does', () => {
    const { verdict, evidence } = judge({ threads: FAULTS, single: FAULTS });
    assert.equal(verdict, 'holds');
    assert.match(
      evidence.join(' '),
      /single-threaded contains 0 .*worker-threads contains 0 .*child-processes contains 6 /,
    );
  });

  it('does not hold when threads confine all faults', () => {
    const { verdict, evidence } = judge({ threads: [], single: FAULTS });
    assert.equal(verdict, 'does-not-hold');
    assert.match(evidence.join(' '), /worker-threads contains 6 .*child-processes contains 6 /);
  });

  it('does not hold when processes let one through', () => {
    const { verdict, evidence } = judge({ threads: FAULTS, single: FAULTS, processes: ['heap'] });
    assert.equal(verdict, 'does-not-hold');
    assert.match(
      evidence.join(' '),
      /child-processes contains 5 .* lose up to 40 % .*when it fills its heap\./,
    );
  });

  it('takes the death of the main program for harm although nobody lost work', () => {
    const figures = casesOf({ threads: [], single: FAULTS });
    const threads = { ...figures['worker-threads'], 'throw.modelSurvives': 0 };
    const { verdict } = claim.judge(madeUpFigures({ ...figures, 'worker-threads': threads }));
    assert.equal(verdict, 'depends');
  });

  it('shows every fault in tables and chart', () => {
    const { sentence, tables, chart } = judge({ threads: ['kill'], single: FAULTS });
    assert.deepEqual(
      tables.map(({ rows }) => rows.length),
      [6, 6, 6, 2],
    );
    const killed = tables[1]?.rows.at(-1)?.map(({ value, detail }) => `${value} ${detail ?? ''}`);
    assert.deepEqual(killed?.slice(2), ['0 of 3 main ends', '3 of 3 main goes on']);
    assert.equal(chart?.points.length, 18);
    assert.match(sentence, /single-threaded 0, worker-threads 5, child-processes 6/);
  });
});

/** Which faults pass to the others, in each model. */
interface Passing {
  readonly single: readonly Fault[];
  readonly threads: readonly Fault[];
  readonly processes?: readonly Fault[];
}

function judge(passing: Passing) {
  return claim.judge(madeUpFigures(casesOf(passing)));
}

function casesOf({ single, threads, processes = [] }: Passing): Record<string, CaseFigures> {
  return {
    'single-threaded': figuresOf(single),
    'worker-threads': figuresOf(threads),
    'child-processes': figuresOf(processes),
  };
}

function figuresOf(passing: readonly Fault[]): CaseFigures {
  const entries = FAULTS.flatMap((fault) => {
    const passes = passing.includes(fault);
    return [
      [`${fault}.othersLostShare`, passes ? 0.4 : 0],
      [`${fault}.othersFinished`, passes ? 0 : 3],
      [`${fault}.modelSurvives`, passes ? 0 : 1],
      [`${fault}.noticedMs`, 9],
      [`${fault}.stopMs`, 4],
    ] as const;
  });
  return Object.fromEntries(entries);
}
