import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';

import type { RunFile } from '../../../results/format.ts';
import { readRun, run, SMALL } from '../../support/command.ts';
import { otherRuntimes } from '../../support/runtimes.ts';

const folder = mkdtempSync(join(tmpdir(), 'runtimes-cli-'));
const { bun, deno } = await otherRuntimes();
/** SMALL without the latency of a mock server, for work that asks none. */
const QUICK = ['--quick', '--rounds', '1'];
const MODELS = ['worker-threads', 'child-processes'];
/** Of execa, which child-processes takes and Bun cannot give what it needs. */
const REFERENCES = 'execa: channel.refCounted is not a function';
const own = `node ${process.versions.node}`;

after(() => {
  rmSync(folder, { recursive: true });
});

/** Runs compare with these runtimes; the run of it, whose trials must all have done the work. */
async function compared(name: string, ...args: readonly string[]): Promise<RunFile> {
  const outDir = join(folder, name);
  const { code, stderr, living } = await run(
    'compare',
    ...args,
    ...(args[0]?.startsWith('--') === true ? SMALL : QUICK),
    '--quiet',
    '--out',
    outDir,
  );
  assert.equal(code, 0, stderr);
  assert.deepEqual(living(), []);
  const made = readRun(outDir);
  assert.ok(made !== null);
  assert.ok(made.trials.length > 0);
  for (const { status, scenario } of made.trials) assert.equal(status, 'completed', scenario);
  return made;
}

function idsOf({ scenarios }: RunFile): readonly string[] {
  return scenarios.map(({ id }) => id);
}

describe('compare --runtimes', { timeout: 600_000 }, () => {
  it('says of a runtime that is not here why, and measures the others', async () => {
    const made = await compared('node', '--models', 'single-threaded', '--runtimes', 'node,node@1');
    assert.deepEqual(idsOf(made), ['bare-work', 'single-threaded']);
    assert.deepEqual(
      made.notRun.map(({ id, runtime }) => [id, runtime]),
      [
        ['bare-work on node@1', 'node@1'],
        ['single-threaded on node@1', 'node@1'],
      ],
    );
    assert.match(made.notRun[0]?.reason ?? '', /^node@1 is not on this machine/);
  });

  it('is one line and status 2 where nothing can run', async () => {
    const args = ['--models', 'single-threaded', '--runtimes', 'node@1', '--quiet'];
    const { code, stderr } = await run('compare', ...args, ...SMALL, '--out', folder);
    assert.equal(code, 2);
    assert.match(stderr, /^concurrency-bench: .* \[nothing-to-run\]\n$/);
  });

  it('gives flags to all processes of a model', async () => {
    const [file, seen] = [join(folder, 'flags.mjs'), join(folder, 'flags.txt')];
    writeFileSync(
      file,
      `import { appendFileSync } from 'node:fs';
      const seen = ${JSON.stringify(seen)};
      export default {
        list: [1, 2],
        open: () => appendFileSync(seen, process.execArgv.join(' ') + '\\n'),
        run: (item) => item,
      };`,
    );
    const [models, flag] = ['single-threaded,child-processes', '--stack-size=900'];
    const made = await compared('flags', file, '--models', models, '--runtimes', `node ${flag}`);
    assert.ok(idsOf(made).includes(`child-processes on ${own} ${flag}`));
    const openers = readFileSync(seen, 'utf8').split('\n');
    // A rehearsal and a round; one process of the floor, one of a model with one, four workers of the other.
    assert.equal(openers.filter((line) => line.endsWith(flag)).length, 2 * (1 + 4 + 4));
  });

  for (const { kind, name, models, lacks } of [
    { kind: 'bun', name: bun, models: ['bare-work', 'worker-threads'], lacks: REFERENCES },
    { kind: 'deno', name: deno, models: ['bare-work', ...MODELS], lacks: null },
  ]) {
    const skip = name === undefined && `${kind} is not here`;
    it(`runs the built-in work under ${kind}`, { skip }, async (t) => {
      t.diagnostic(`ran on ${name ?? ''}`);
      const made = await compared(kind, '--runtimes', kind, '--models', MODELS.join());
      assert.deepEqual(
        idsOf(made),
        models.map((model) => `${model} on ${name ?? ''}`),
      );
      assert.deepEqual(
        made.notRun.map(({ reason }) => reason),
        lacks === null ? [] : [lacks],
      );
      const [trial] = made.trials;
      assert.ok(trial?.status === 'completed');
      const { bootMs, workersReadyMs, wallMs } = trial.metrics;
      const moments = [0, bootMs, workersReadyMs, wallMs].map((ms) => ms ?? NaN);
      assert.deepEqual(
        moments,
        moments.toSorted((a, b) => a - b),
      );
      assert.equal(trial.metrics['loopUtilization'], null);
      assert.match(trial.unavailable['loopUtilization'] ?? '', /does not measure/);
    });
  }

  it(
    "runs a user's file wherever it can",
    { skip: (bun ?? deno) === undefined && 'neither Bun nor Deno is here' },
    async () => {
      const file = join(folder, 'own.ts');
      writeFileSync(
        file,
        `import { createHash } from 'node:crypto';
      const workload: { list: string[]; run: (text: string) => string } = {
        list: ['a', 'b', 'c'],
        run: (text) => createHash('sha256').update(text).digest('hex'),
      };
      export default workload;`,
      );
      const here = [...(bun === undefined ? [] : ['bun']), ...(deno === undefined ? [] : ['deno'])];
      const made = await compared(
        'own',
        file,
        '--models',
        'single-threaded',
        '--runtimes',
        here.join(','),
      );
      assert.equal(made.scenarios.length, 2 * here.length);
      assert.deepEqual(made.notRun, []);
    },
  );
});
