import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';

import { loadClaim, namesOf, urlsOf } from '../../harness/catalog.ts';
import { judgeClaims } from '../../harness/claims/judging.ts';
import type { Model } from '../../harness/contract.ts';
import { parseRun } from '../../results/reading.ts';

const REFERENCE = fileURLToPath(import.meta.resolve('../../results/reference/claims.json'));

const claims = await Promise.all(namesOf('claim').map(loadClaim));

describe('the claims', () => {
  it('are numbered from 1 without a gap', () => {
    const numbers = claims.map(({ number }) => number).sort((a, b) => a - b);
    assert.deepEqual(
      numbers,
      claims.map((_, index) => index + 1),
    );
  });

  it('answer in one plain sentence of at most 30 words, and show the figures besides', () => {
    const run = parseRun(readFileSync(REFERENCE, 'utf8'));
    for (const { claim, judgement } of judgeClaims(run, claims)) {
      const { sentence, evidence, chart } = judgement ?? assert.fail(claim.name);
      assert.match(sentence, /^[A-Z].*\.$/, claim.name);
      assert.ok(sentence.split(/\s+/).length <= 30, sentence);
      for (const line of evidence) assert.match(line, /\.$/, claim.name);
      assert.ok(evidence.length > 0 && chart !== undefined, claim.name);
    }
  });

  for (const [index, claim] of claims.entries()) {
    describe(claim.name, () => {
      it('has the name of its file', () => {
        assert.equal(claim.name, namesOf('claim')[index]);
      });

      it('says what the article says and what is done in sentences', () => {
        for (const text of [claim.says, claim.experiment]) assert.match(text, /^[A-Z].*\.$/);
        assert.doesNotMatch(claim.title, /\.$/);
      });

      it('launches cases that differ in their model only, and copies those of a floor', async () => {
        const models = claim.cases('quick').filter((one) => one.kind === 'model');
        const modelCase = (id: string) => models.find((one) => one.id === id) ?? assert.fail(id);
        for (const { cases } of claim.launches ?? []) {
          const works = cases.map(modelCase).map((one) => ({ ...one, id: '', model: '' }));
          for (const work of works) assert.deepEqual(work, works[0]);
        }
        if (claim.capacity === undefined) return;
        const url = urlsOf('model').get(modelCase(claim.capacity.case).model) ?? assert.fail();
        const { default: model } = (await import(url)) as { readonly default: Model };
        assert.equal(model.kind, 'floor');
      });

      for (const scale of ['full', 'quick'] as const) {
        it(`has cases to run, each with an id of its own (${scale})`, () => {
          const cases = claim.cases(scale);
          assert.ok(cases.length > 0);
          assert.equal(new Set(cases.map(({ id }) => id)).size, cases.length);
          assert.ok(claim.rounds[scale] >= 1);
          for (const one of cases) {
            if (one.kind === 'program') assert.ok(existsSync(one.program), one.program.href);
            else {
              assert.ok(namesOf('model').includes(one.model), one.model);
              assert.ok(namesOf('workload').includes(one.workload ?? 'fetch-pokemon'), one.id);
            }
          }
        });
      }
    });
  }
});
