// A program of a user: it runs in a project that has the package installed, and is type-checked there.
import assert from 'node:assert/strict';

import { check, compare, type CompareResult, HarnessError, report } from 'concurrency-bench';

const events: string[] = [];
const result: CompareResult = await compare({
  workload: 'bench/small.ts',
  models: ['single-threaded'],
  rounds: 1,
  launches: 0,
  quick: true,
  onProgress: (event) => events.push(event.kind),
});
assert.equal(result.run.status, 'complete');
assert.deepEqual(events.slice(-5), ['begin', 'doing', 'trial', 'doing', 'trial']);
const single = result.summary.scenarios.find(({ model }) => model === 'single-threaded');
assert.ok((single?.timeMs?.median ?? 0) > 0);
assert.match(await report(result.run, 'markdown'), /^# /);
assert.match(await report('.concurrency-bench/latest', 'html'), /^<!doctype html>/);

await assert.rejects(compare({ workload: 'bench/none.ts' }), (error) => {
  return error instanceof HarnessError && error.code === 'bad-workload';
});
await assert.rejects(check({ workload: 'bench/small.ts', models: ['single-threaded'] }), {
  code: 'baseline-missing',
});
await assert.rejects(compare({ signal: AbortSignal.abort() }), { name: 'AbortError' });
console.log('done');
