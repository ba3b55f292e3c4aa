import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import fc from 'fast-check';

import type { BatchResult, Pass } from '../../../harness/contract.ts';
import { ResultTally } from '../../../harness/trial/result-tally.ts';
import { digestOf } from '../../support/digest.ts';

function proofOf(pass: Pass | number, results: readonly BatchResult[]) {
  const tally = new ResultTally(typeof pass === 'number' ? { first: 0, count: pass } : pass);
  for (const result of results) tally.add(result);
  return tally.proof();
}

function lines(first: number, ...texts: (string | null)[]): BatchResult {
  return { first, lines: texts, failures: [] };
}

/** The last of them need a word of their own for the index. */
const first = fc.constantFrom(0, 1, 1000, 2 ** 31 - 3, 2 ** 32 - 2, 2 ** 40);
const texts = fc.array(fc.string({ unit: 'binary' }), { minLength: 1, maxLength: 60 });

describe('ResultTally', () => {
  it('proves the same whatever way the results are cut, and in whatever order they come', () => {
    const arrival = fc
      .tuple(first, texts, fc.integer({ min: 1, max: 10 }))
      .chain(([first, texts, batchSize]) => {
        const starts = [...texts.keys()].filter((item) => item % batchSize === 0);
        const cut = starts.map((at) => lines(first + at, ...texts.slice(at, at + batchSize)));
        const shuffled = fc.shuffledSubarray(cut, { minLength: cut.length });
        return fc.tuple(fc.constant(first), fc.constant(texts), shuffled);
      });
    fc.assert(
      fc.property(arrival, ([first, texts, arrived]) => {
        assert.deepEqual(proofOf({ first, count: texts.length }, arrived), {
          unique: texts.length,
          surplus: 0,
          digest: digestOf(texts.map((text, n) => [first + n, text])),
          failures: 0,
          failuresByKind: {},
          failureExamples: [],
        });
      }),
    );
  });

  it('has another digest when a line is missing, doubled, changed or swapped', () => {
    const fault = fc.constantFrom('missing', 'doubled', 'changed', 'swapped');
    fc.assert(
      fc.property(texts, fault, fc.nat(), fc.nat(), (texts, fault, one, other) => {
        const a = one % texts.length;
        const b = other % texts.length;
        const right = texts.map((text, item) => lines(item, text));
        const wrong = [...right];
        if (fault === 'missing') wrong.splice(a, 1);
        else if (fault === 'doubled') wrong.push(lines(a, texts[a] ?? ''));
        else if (fault === 'changed') wrong[a] = lines(a, `${texts[a] ?? ''}.`);
        else {
          fc.pre(texts[a] !== texts[b]);
          wrong[a] = lines(a, texts[b] ?? '');
          wrong[b] = lines(b, texts[a] ?? '');
        }
        const { digest } = proofOf(texts.length, wrong);
        assert.notEqual(digest, proofOf(texts.length, right).digest);
      }),
    );
  });

  it('adds up: the digests of two passes make that of both', () => {
    const sum = (digests: string[]) =>
      BigInt.asUintN(
        256,
        digests.reduce((total, digest) => total + BigInt(`0x${digest}`), 0n),
      );
    const [front, back] = [lines(0, 'a', 'b'), lines(2, 'c')];
    const parts = [proofOf(2, [front]).digest, proofOf({ first: 2, count: 1 }, [back]).digest];
    assert.equal(sum(parts), sum([proofOf(3, [front, back]).digest]));
  });

  it('by hand: nothing at all, and one line as sha256sum has it', () => {
    assert.equal(proofOf(1, []).digest, '0'.repeat(64));
    // printf '\0\0\0\0\0\0\0\0a' | sha256sum
    assert.equal(
      proofOf(1, [lines(0, 'a')]).digest,
      'd7fe8b5c4a504869334d9d78a1e3b18cb1c5d0946258af6182169b2095bc00a0',
    );
  });

  it('shows a doubled item, also one whose line is empty', () => {
    const { unique, surplus } = proofOf(2, [lines(0, 'a', ''), lines(1, '')]);
    assert.deepEqual([unique, surplus], [2, 1]);
  });

  it('shows items that are not of the pass', () => {
    const results = [lines(4, 'a', 'b', 'c'), lines(-1, 'z'), lines(3, 'y')];
    const { unique, surplus } = proofOf({ first: 4, count: 2 }, results);
    assert.deepEqual([unique, surplus], [2, 3]);
  });

  it('is complete when each item has a line or a failure', () => {
    const tally = new ResultTally({ first: 5, count: 2 });
    tally.add(lines(5, 'a'));
    tally.add(lines(5, 'a'));
    assert.equal(tally.isComplete, false);
    tally.add({
      ...lines(6, null),
      failures: [{ name: 'b', kind: 'json', message: '', stack: null }],
    });
    assert.equal(tally.isComplete, true);
  });

  it('counts failures by kind, with the first of each as an example', () => {
    const proof = proofOf(4, [
      {
        ...lines(0, 'a', null, null),
        failures: [
          { name: 'b', kind: 'status', message: '500', stack: null },
          { name: 'c', kind: 'status', message: '404', stack: null },
        ],
      },
      { ...lines(3, null), failures: [{ name: 'd', kind: 'other', message: 'oh', stack: 'at d' }] },
    ]);
    assert.deepEqual(proof, {
      unique: 1,
      surplus: 0,
      digest: digestOf([[0, 'a']]),
      failures: 3,
      failuresByKind: { status: 2, other: 1 },
      failureExamples: [
        { item: 'b', kind: 'status', message: '500', stack: null },
        { item: 'd', kind: 'other', message: 'oh', stack: 'at d' },
      ],
    });
  });

  it('names the call that gave it something else than results', () => {
    const odd = [
      { first: 0, lines: ['a'] },
      { lines: ['a'], failures: [] },
      { first: 0, lines: 'a', failures: [] },
      { first: 0, lines: ['a', undefined], failures: [] },
      { first: 0, lines: [{ text: 'a' }], failures: [] },
    ];
    for (const result of odd) {
      assert.throws(() => proofOf(2, [result as unknown as BatchResult]), {
        name: 'TypeError',
        message: /^collector\.collect\(\)/,
      });
    }
  });

  it('takes lines of any length', () => {
    const long = ['é'.repeat(100_000), 'x', '猫'.repeat(300_000)];
    const { digest } = proofOf(3, [lines(0, ...long)]);
    assert.equal(digest, digestOf(long.entries()));
  });
});
