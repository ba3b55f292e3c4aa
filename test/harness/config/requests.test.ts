import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, it } from 'node:test';

import type { Config } from '../../../harness/config/config.ts';
import { requests, runAll } from '../../../harness/config/requests.ts';
import type { GivenCompare } from '../../../harness/compare/options.ts';

const FOLDER = join(process.cwd(), 'team');

function asked(given: GivenCompare, config: Config) {
  return requests(given, 'out', { config, folder: FOLDER });
}

describe('requests', () => {
  it('are what was given where nothing is configured', () => {
    const [one, ...more] = asked({ items: 3, models: undefined }, {});
    assert.deepEqual(more, []);
    assert.equal(one?.outDir, 'out');
    assert.equal(one.given.items, 3);
  });

  it('take from the configuration what is not given', () => {
    const config: Config = {
      models: ['worker-threads', './mine.ts'],
      runtimes: ['node', './build/node --jitless'],
      settings: { items: 5, rounds: 7 },
      params: { size: 1, deep: true },
    };
    const [one] = asked({ items: 3, rounds: undefined, params: { size: '2' } }, config);
    assert.equal(one?.given.items, 3);
    assert.equal(one.given.rounds, 7);
    assert.deepEqual(one.given.params, { size: '2', deep: true });
    assert.deepEqual(one.given.models, ['worker-threads', join('team', 'mine.ts')]);
    assert.deepEqual(one.given.runtimes, ['node', `${join('team', 'build/node')} --jitless`]);
    assert.equal(asked({ models: 'all' }, config)[0]?.given.models, 'all');
  });

  it('are one for each workload of the configuration, each with a folder of its own', () => {
    const config: Config = { workloads: ['a/x.ts', 'b/x.ts', 'fetch-pokemon'] };
    const all = asked({ command: ['--quick'] }, config);
    const seen = all.map(({ given, outDir }) => [given.workload, outDir]);
    assert.deepEqual(seen, [
      [join('team', 'a/x.ts'), join('out', 'x')],
      [join('team', 'b/x.ts'), join('out', 'x-2')],
      ['fetch-pokemon', join('out', 'fetch-pokemon')],
    ]);
    assert.deepEqual(all[2]?.given.command, ['fetch-pokemon', '--quick']);
    assert.equal(asked({ workload: 'mine.ts' }, config).length, 1);
    assert.equal(asked({}, { workloads: ['a/x.ts'] })[0]?.outDir, 'out');
  });

  it('are all run, and end with the gravest exit status', async () => {
    const statuses = (...all: readonly number[]) => {
      const done: number[] = [];
      const run = (status: number) => {
        done.push(status);
        return Promise.resolve(status);
      };
      return runAll(
        all.map((given) => ({ given, outDir: '' })),
        run,
      ).then((status) => [status, done.length]);
    };
    assert.deepEqual(await statuses(0, 0), [0, 2]);
    assert.deepEqual(await statuses(0, 3, 1, 0), [1, 4]);
    assert.deepEqual(await statuses(1, 2, 3), [2, 3]);
    assert.deepEqual(await statuses(1, 130, 0), [130, 2]);
  });
});
