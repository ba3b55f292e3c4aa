import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';

import type { CompareDocument } from '../../../harness/report/json.ts';
import { ROOT, startIn } from '../../support/command.ts';

const folder = mkdtempSync(join(tmpdir(), 'budgets-'));

after(() => {
  rmSync(folder, { recursive: true });
});

/** Rounds of a model and the floor, of nearly no work. */
async function compare(rounds: number, ...budgets: readonly string[]) {
  const work = ['--items=4', '--latency=0', '--models=single-threaded', '--launches=0'];
  const how = [`--rounds=${rounds}`, '--quick', '--json', `--out=${folder}`];
  const flags = budgets.flatMap((budget) => ['--budget', budget]);
  const { code, stdout, stderr } = await startIn(ROOT, 'compare', ...work, ...how, ...flags).ended;
  const document = stdout === '' ? null : (JSON.parse(stdout) as CompareDocument);
  return { code, stderr, said: document?.budgets.map(({ verdict }) => verdict) };
}

describe('compare --budget', () => {
  it('ends with 1 when a budget is exceeded, though another is kept', async () => {
    const { code, said, stderr } = await compare(6, 'time < 1ms', 'peak RSS < 90000MB');
    assert.deepEqual(said, ['over-budget', 'within'], stderr);
    assert.equal(code, 1);
  });

  it('ends with 3 when a budget is undecided, or for no model of the run', async () => {
    const { code, said } = await compare(1, 'time < 9000s', 'absent: time < 1s');
    assert.deepEqual(said, ['inconclusive', 'inconclusive']);
    assert.equal(code, 3);
  });

  it('ends with 2 and one line before anything runs when a budget cannot be read', async () => {
    const { code, stderr, said } = await compare(1, 'time < 2 parsecs');
    assert.equal(said, undefined);
    assert.match(stderr, /^concurrency-bench: --budget must be like [^\n]* \[bad-value\]\n$/);
    assert.equal(code, 2);
  });
});
