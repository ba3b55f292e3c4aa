import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, it } from 'node:test';

import fc from 'fast-check';

import type { BatchResult } from '../../../harness/contract.ts';
import { ResultCollection } from '../../../harness/trial/result-proof.ts';

function proofOf(items: number, results: readonly BatchResult[]) {
  const collection = new ResultCollection(items);
  for (const result of results) collection.add(result);
  return collection.proof();
}

function lines(first: number, ...texts: (string | null)[]): BatchResult {
  return { first, lines: texts, failures: [] };
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

describe('ResultCollection', () => {
  it('proves the same whatever way the results are cut, and in whatever order they come', () => {
    const texts = fc.array(fc.string({ unit: 'binary' }), { minLength: 1, maxLength: 60 });
    const arrival = fc.tuple(texts, fc.integer({ min: 1, max: 10 })).chain(([texts, batchSize]) => {
      const firsts = [...texts.keys()].filter((item) => item % batchSize === 0);
      const cut = firsts.map((first) => lines(first, ...texts.slice(first, first + batchSize)));
      const shuffled = fc.shuffledSubarray(cut, { minLength: cut.length });
      return fc.tuple(fc.constant(texts), shuffled);
    });
    fc.assert(
      fc.property(arrival, ([texts, arrived]) => {
        assert.deepEqual(proofOf(texts.length, arrived), {
          unique: texts.length,
          surplus: 0,
          digest: sha256(texts.map((text) => `${text}\n`).join('')),
          failures: 0,
          failuresByKind: {},
          failureExamples: [],
        });
      }),
    );
  });

  it('tells lines apart that differ in order or in where one ends', () => {
    const digests = [
      [lines(0, 'a', 'b')],
      [lines(0, 'b', 'a')],
      [lines(0, 'ab', '')],
      [lines(0, '', 'ab')],
    ].map((results) => proofOf(2, results).digest);
    assert.equal(new Set(digests).size, 4);
  });

  it('shows a lost item', () => {
    const proof = proofOf(3, [lines(0, 'a'), lines(2, 'c')]);
    assert.equal(proof.unique, 2);
    assert.equal(proof.surplus, 0);
    assert.equal(proof.digest, sha256('a\nc\n'));
  });

  it('shows a doubled item, and keeps its first line', () => {
    const proof = proofOf(2, [lines(0, 'a', 'b'), lines(1, 'other')]);
    assert.equal(proof.unique, 2);
    assert.equal(proof.surplus, 1);
    assert.equal(proof.digest, sha256('a\nb\n'));
  });

  it('shows a doubled item whose line is empty', () => {
    assert.equal(proofOf(1, [lines(0, ''), lines(0, '')]).surplus, 1);
  });

  it('shows items that were never asked for', () => {
    const proof = proofOf(2, [lines(0, 'a', 'b', 'c'), lines(-1, 'z')]);
    assert.equal(proof.unique, 2);
    assert.equal(proof.surplus, 2);
    assert.equal(proof.digest, sha256('a\nb\n'));
  });

  it('counts failures by kind, with the first of each as an example', () => {
    const proof = proofOf(4, [
      {
        ...lines(0, 'a', null, null),
        failures: [
          { name: 'b', kind: 'status', message: '500' },
          { name: 'c', kind: 'status', message: '404' },
        ],
      },
      { ...lines(3, null), failures: [{ name: 'd', kind: 'json', message: '<html>' }] },
    ]);
    assert.deepEqual(proof, {
      unique: 1,
      surplus: 0,
      digest: sha256('a\n'),
      failures: 3,
      failuresByKind: { status: 2, json: 1 },
      failureExamples: ['b: 500', 'd: <html>'],
    });
  });
});
