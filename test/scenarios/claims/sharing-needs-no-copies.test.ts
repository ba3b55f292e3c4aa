import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import claim from '../../../scenarios/claims/sharing-needs-no-copies.ts';
import { parse } from '../../../scenarios/claims/sharing-needs-no-copies/codecs.ts';
import { lookAt, sampleOf } from '../../../scenarios/claims/sharing-needs-no-copies/sample.ts';
import { TRANSPORTS } from '../../../scenarios/claims/sharing-needs-no-copies/transports.ts';
import { around, type MadeUp, madeUpFigures } from '../../support/claim-figures.ts';
import { programCase, runProgram, WATCHDOG } from '../../support/claim-experiment.ts';

const SIZES = [1e3, 1e4, 1e5, 1e6];

describe('programs of sharing-needs-no-copies', WATCHDOG, () => {
  for (const { id } of TRANSPORTS) {
    it(`${id}: all records arrive whole, each at some cost`, async () => {
      const one = programCase(claim, id);
      const phases = [
        // More than there are places in shared memory, so that places are used again.
        { bytes: 1000, records: 150 },
        { bytes: 100_000, records: 3 },
      ];
      const figures = await runProgram(one.program, { ...one.input, phases });
      assert.deepEqual(Object.keys(figures), [
        'wallMsPer1000Bytes',
        'cpuMsPer1000Bytes',
        'wallMsPer100000Bytes',
        'cpuMsPer100000Bytes',
      ]);
      for (const value of Object.values(figures)) assert.ok(value > 0 && Number.isFinite(value));
    });
  }

  for (const id of ['table-shared', 'table-in-threads', 'table-in-children']) {
    it(`${id}: every worker reads the whole table`, async () => {
      const one = programCase(claim, id);
      const figures = await runProgram(one.program, { ...one.input, bytes: 300_000, workers: 2 });
      assert.deepEqual(figures, { readers: 2 });
    });
  }

  it('a transport that there is not is refused', async () => {
    const one = programCase(claim, 'clone');
    await assert.rejects(
      runProgram(one.program, { ...one.input, transport: 'telepathy' }),
      /there is no transport telepathy/,
    );
  });
});

describe('a sample', () => {
  for (const bytes of SIZES) {
    it(`of ${bytes} bytes is nearly that, and its bytes are its object`, () => {
      const sample = sampleOf(bytes);
      assert.ok(Math.abs(sample.bytes.length / bytes - 1) < 0.2, `${sample.bytes.length} bytes`);
      assert.deepEqual(parse(sample.bytes), sample.object);
      assert.equal(sampleOf(bytes), sample, 'made once');
    });
  }

  it('is looked at in every cache line, or move', () => {
    assert.equal(lookAt(new Uint8Array(129).fill(1)), 3);
    assert.equal(lookAt(sampleOf(1e4).object), sampleOf(1e4).object.moves.length);
  });
});

describe('judgement of sharing-needs-no-copies', () => {
  it('holds where shared memory is cheaper for bytes and objects of every size and the table', () => {
    const { verdict, evidence, tables, chart } = judge({
      sharedBytes: around(0.1),
      sharedObject: around(0.5),
      sharedTable: around(150e6),
    });
    assert.equal(verdict, 'holds');
    assert.match(
      evidence.join(' '),
      /^Bytes .* 1\.0 MB.* \(structured clone\): 10\.0x less \(9\.09-11\.1\)/,
    );
    assert.match(
      evidence.join(' '),
      /An object .* 1\.0 MB.* \(JSON string\): 2\.00x less \(1\.82-2\.22\)/,
    );
    assert.match(evidence.join(' '), /550 MB copied to each thread and 650 MB/);
    assert.match(chart?.title ?? '', /object of 1\.0 MB.* 2\.00x less/);
    assert.equal(new Set(chart?.points.map(({ series }) => series)).size, 6);
    assert.deepEqual(
      tables.map(({ rows }) => rows.length),
      [9, 9, 9, 3],
    );
  });

  it('does not hold where it is more expensive in everything', () => {
    const { verdict } = judge({ sharedBytes: 2, sharedObject: 3, sharedTable: 700e6 });
    assert.equal(verdict, 'does-not-hold');
  });

  it('depends where only bytes and the table gain', () => {
    const { verdict, condition } = judge({ sharedBytes: 0.1, sharedObject: 1.2 });
    assert.equal(verdict, 'depends');
    assert.equal(
      condition,
      'sharing was detectably cheaper than the cheapest message for bytes of 1.0 KB, bytes of 10 KB, bytes of 100 KB, bytes of 1.0 MB and a table that is only read, and for nothing else tested',
    );
  });

  it('depends where the rounds do not agree', () => {
    const odd = [0.5, 0.7, 0.9, 1.1, 1.3, 2];
    const { verdict, condition } = judge({
      sharedBytes: odd,
      sharedObject: odd,
      sharedTable: 700e6,
    });
    assert.equal(verdict, 'depends');
    assert.equal(condition, 'nothing was detectably cheaper shared than as a message');
  });

  it('takes RSS where there is no PSS, and goes without memory where there is neither', () => {
    const rss = judge({ sharedBytes: 0.1, sharedObject: 0.5, memory: 'peakRssBytes' });
    assert.match(rss.evidence.join(' '), /peak RSS of 150 MB/);
    const none = judge({ sharedBytes: 0.1, sharedObject: 0.5, memory: 'none' });
    assert.equal(none.verdict, 'holds');
    assert.doesNotMatch(none.evidence.join(' '), /table/);
    assert.equal(none.tables[3]?.rows[0]?.[1]?.value, 'n/a');
  });

  it('is not measured without one of the transports', () => {
    const cases = { ...madeUpCases({ sharedBytes: 1, sharedObject: 1 }), clone: 'a bug' };
    assert.throws(() => claim.judge(madeUpFigures(cases, 'full')), { name: 'NotMeasured' });
  });
});

interface World {
  /** CPU, where the cheapest message of the kind takes 1 ms and every other 2. */
  readonly sharedBytes: number | readonly number[];
  readonly sharedObject: number | readonly number[];
  readonly sharedTable?: number | readonly number[];
  readonly memory?: string;
}

function judge(world: World) {
  return claim.judge(madeUpFigures(madeUpCases(world), 'full'));
}

function madeUpCases(world: World): Record<string, MadeUp> {
  const { sharedBytes, sharedObject, sharedTable = 150e6, memory = 'peakPssBytes' } = world;
  const cheapest = ['bytes-copied', 'json-string'];
  const transports = TRANSPORTS.map(({ id }): [string, MadeUp] => {
    const other = cheapest.includes(id) ? 1 : 2;
    const cpuMs = { 'shared-bytes': sharedBytes, 'shared-object': sharedObject }[id] ?? other;
    const figures = SIZES.flatMap((bytes) => [
      [`cpuMsPer${bytes}Bytes`, cpuMs],
      [`wallMsPer${bytes}Bytes`, 1],
    ]);
    return [id, Object.fromEntries(figures) as MadeUp];
  });
  const table = (bytes: number | readonly number[]) => ({
    [memory]: bytes,
    wallMs: 500,
    cpuMs: 600,
  });
  return {
    ...Object.fromEntries(transports),
    'table-shared': table(sharedTable),
    'table-in-threads': table(550e6),
    'table-in-children': table(650e6),
  };
}
