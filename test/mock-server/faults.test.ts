import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  FAULT_KINDS,
  faultOf,
  type FaultPlan,
  mayHaveFaults,
  meanDelayMs,
  parseFaults,
  printFaults,
} from '../../mock-server/faults.ts';
import { FlagError } from '../../mock-server/flags.ts';

/** Of distinct kinds, together at most 100 %. */
const plans: fc.Arbitrary<FaultPlan> = fc
  .uniqueArray(
    fc.record(
      {
        kind: fc.constantFrom(...FAULT_KINDS),
        percent: fc.integer({ min: 0, max: 80_000 }).map((parts) => parts / 10_000),
        delayMs: fc.integer({ min: 0, max: 60_000 }),
      },
      { noNullPrototype: true },
    ),
    { minLength: 1, selector: ({ kind }) => kind },
  )
  .map((faults) =>
    faults.map((fault) => (fault.kind === 'slow' ? fault : { ...fault, delayMs: null })),
  );

describe('parseFaults', () => {
  it('reads what printFaults writes', () => {
    fc.assert(
      fc.property(plans, (plan) => {
        assert.deepEqual(parseFaults(printFaults(plan)), plan);
      }),
    );
  });

  it('takes any text for a plan or answers it with one clear line', () => {
    const parts = fc.constantFrom(...FAULT_KINDS, '=', '%', ',', ':', 'ms', '1', '0.5', '99', ' ');
    const likely = fc.array(parts).map((all) => all.join(''));
    fc.assert(
      fc.property(fc.oneof(fc.string(), likely), (text) => {
        try {
          parseFaults(text);
        } catch (error) {
          assert.ok(error instanceof FlagError, String(error));
          assert.equal(error.code, 'bad-value');
          assert.match(error.message, /^--faults /);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('lets a slow answer begin half a second later where no time is said', () => {
    assert.deepEqual(parseFaults('slow=5%, reset=1%'), [
      { kind: 'slow', percent: 5, delayMs: 500 },
      { kind: 'reset', percent: 1, delayMs: null },
    ]);
    assert.equal(meanDelayMs(parseFaults('slow=5%,reset=1%')), 25);
  });

  const wrong: readonly (readonly [string, RegExp])[] = [
    ['', /has ""/],
    ['reset', /has "reset"/],
    ['reset=1', /has "reset=1"/],
    ['reset=-1%', /has "reset=-1%"/],
    ['rest=1%', /did you mean reset\?/],
    ['reset=1%,reset=2%', /names reset twice/],
    ['reset=60%,short=40.0001%', /more than 100 %/],
    ['reset=1%:500ms', /gives a time to reset/],
    ['slow=1%:60001ms', /60000 is the most/],
  ];
  for (const [text, message] of wrong) {
    it(`refuses "${text}"`, () => {
      assert.throws(() => parseFaults(text), message);
    });
  }
});

describe('faultOf', () => {
  const plan = parseFaults('status-503=20%,reset=10%');
  const kinds = (seed: number, attempt: number) =>
    Array.from({ length: 2000 }, (_, id) => {
      return faultOf(`/api/v2/pokemon/${id}`, attempt, { plan, seed })?.kind ?? 'none';
    });

  it('depends on seed, resource and attempt alone', () => {
    assert.deepEqual(kinds(1, 1), kinds(1, 1));
    assert.notDeepEqual(kinds(1, 1), kinds(2, 1));
    assert.notDeepEqual(kinds(1, 1), kinds(1, 2));
  });

  it('gives each kind its share, also to attempts after a faulty one', () => {
    const firsts = kinds(1, 1);
    const seconds = kinds(1, 2).filter((_, id) => firsts[id] === 'status-503');
    for (const [seen, of] of [
      [firsts.filter((kind) => kind === 'status-503').length, 2000],
      [seconds.filter((kind) => kind === 'status-503').length, seconds.length],
    ] as const) {
      // Five standard deviations; the seeds are fixed, so that this never varies.
      assert.ok(Math.abs(seen - 0.2 * of) < 5 * Math.sqrt(of * 0.2 * 0.8), `${seen} of ${of}`);
    }
  });
});

describe('mayHaveFaults', () => {
  it('is said of documents, and not of lists', () => {
    assert.equal(mayHaveFaults('/api/v2/pokemon/mew'), true);
    for (const path of ['/api/v2/pokemon', '/api/v2', '', '/api/v2/pokemon/mew/encounters']) {
      assert.equal(mayHaveFaults(path), false, path);
    }
  });
});
