import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

import type { CaseFigures } from '../../../harness/claim-contract.ts';
import claim from '../../../scenarios/claims/creation-cost.ts';
import { foreignCases } from '../../../scenarios/claims/creation-cost/foreign-units.ts';
import { unlessRefused } from '../../../scenarios/claims/creation-cost/refusal.ts';
import { around, type MadeUp, madeUpFigures } from '../../support/claim-figures.ts';
import { programCase, runProgram, WATCHDOG } from '../../support/claim-experiment.ts';

const IDS = [
  'task',
  'task-with-client',
  'thread',
  'thread-with-client',
  'child',
  'child-with-client',
];
const folder = mkdtempSync(join(tmpdir(), 'creation-cost-'));
after(() => {
  rmSync(folder, { recursive: true });
});

const isLinux = process.platform === 'linux';
const LINUX = { skip: !isLinux };

describe('programs of creation-cost', WATCHDOG, () => {
  for (const id of IDS) {
    it(`${id}: two are started at once and end`, async () => {
      const one = programCase(claim, `${id}-many`);
      const two = await runProgram(one.program, { ...one.input, count: 2 });
      assert.deepEqual(Object.keys(two), isLinux ? ['started', 'privateBytes'] : ['started']);
      assert.equal(two['started'], 2);
      if (isLinux) assert.ok(within(bytes(two), 5e6, 1e9), `${bytes(two)} private bytes`);
    });
  }

  it('threads have memory of their own, and more of it with the HTTP client', LINUX, async () => {
    const one = programCase(claim, 'thread-many');
    const none = await runProgram(one.program, { ...one.input, count: 0 });
    const empty = await runProgram(one.program, { ...one.input, count: 3 });
    const loaded = await runProgram(one.program, { ...one.input, count: 3, withClient: true });
    assert.equal(none['started'], 0);
    assert.ok(within((bytes(empty) - bytes(none)) / 3, 1e6, 50e6));
    assert.ok(within((bytes(loaded) - bytes(empty)) / 3, 1e6, 50e6));
  });

  it('what the machine will not start is counted, not hidden', LINUX, async () => {
    const one = programCase(claim, 'child-many');
    const order = JSON.stringify({ ...one.input, count: 16 });
    const command = [process.execPath, fileURLToPath(one.program), order];
    const shell = ['-c', 'ulimit -n 34; "$@" 3>&1', 'sh', ...command];
    const { stdout } = await promisify(execFile)('sh', shell, { timeout: WATCHDOG.timeout });
    const report = JSON.parse(stdout) as CaseFigures;
    assert.ok(within(report['started'] ?? NaN, 1, 15), `${report['started'] ?? 'none'} of 16`);
  });

  it('only a refusal of the machine counts as one', async () => {
    const failing = (code: string) => () => Promise.reject(Object.assign(new Error(), { code }));
    assert.equal(await unlessRefused(failing('ERR_WORKER_INIT_FAILED')), null);
    await assert.rejects(unlessRefused(failing('ERR_MODULE_NOT_FOUND')));
    assert.equal(await unlessRefused(() => Promise.resolve('up')), 'up');
  });
});

describe('other languages in creation-cost', WATCHDOG, () => {
  it('are started and counted where they are installed, and nothing else is planned', async () => {
    const cases = await foreignCases('quick', { cacheDir: folder, pythons: [] });
    for (const { program, input, places } of cases.filter(({ id }) => id.endsWith('-many'))) {
      assert.deepEqual(Object.keys(input), ['count', 'runtime'], 'no paths of this machine');
      const three = await runProgram(program, { ...input, ...places, count: 3 });
      assert.equal(three['started'], 3);
      if (isLinux) assert.ok(within(bytes(three), 100e3, 1e9));
    }
    const none = await foreignCases('quick', { cacheDir: folder, pythons: [join(folder, 'none')] });
    assert.ok(none.every(({ id }) => id.startsWith('goroutine')));
  });

  it('have the figures of one more in both tables, and not run where they are missing', () => {
    const more = { wallMs: 100, cpuMs: 100, privateBytes: 200e6 };
    const judged = judge({ task: more, thread: more }, fewAndMany('goroutine', [0, 100_000], more));
    const [costs, concepts] = judged.tables;
    const rowOf = (name: string) => costs?.rows.find(([first]) => first?.value === name);
    assert.equal(rowOf('goroutine')?.at(-1)?.value, '2.0 KB');
    assert.equal(rowOf('Python thread')?.[1]?.value, 'not run');
    assert.match(costs?.notes.join(' ') ?? '', /Python threads: not run/);
    const memory = concepts?.rows.find(([, , , , go]) => go?.value === '2.0 KB');
    assert.deepEqual([memory?.[0]?.detail, memory?.[5]?.value], ['private memory', 'not run']);
  });
});

describe('judgement of creation-cost', () => {
  const task = { wallMs: 100, cpuMs: 150, privateBytes: 60e6 };
  const thread = { wallMs: 600, cpuMs: 1200, privateBytes: 400e6 };

  it('holds where a thread is more than 16 tasks in all that was measured', () => {
    const { verdict, evidence, tables, chart } = judge({
      task,
      thread: { wallMs: around(600), cpuMs: around(1200), privateBytes: around(400e6) },
    });
    assert.equal(verdict, 'holds');
    // 62 more threads than the two few, 100,000 more tasks than none.
    assert.match(
      evidence.join(' '),
      /One more thread costs 9\.7 ms \(8\.7-10\.6\) of time, 19 ms .* and 6\.5 MB \(5\.8-7\.1\)/,
    );
    assert.match(evidence.join(' '), /One more async task costs 1\.0 µs .* 1\.5 µs .* and 600 B/);
    assert.match(evidence.join(' '), /202 times the 32 KB of stack .* 29 MB/);
    assert.match(chart?.title ?? '', /10753x more memory/);
    assert.equal(tables[0]?.rows.length, 10);
  });

  it('does not hold where a thread is less than 16 tasks in all of them', () => {
    const light = { wallMs: 62e-3, cpuMs: 62e-3, privateBytes: 62e3 };
    const { verdict, evidence } = judge({ task, thread: light });
    assert.equal(verdict, 'does-not-hold');
    assert.match(evidence.join(' '), /One more thread costs 1\.0 µs/);
  });

  it('depends where only some measures are heavier, and names them', () => {
    const small = { ...thread, privateBytes: 62e3 };
    const { verdict, condition } = judge({ task, thread: small });
    assert.equal(verdict, 'depends');
    assert.equal(
      condition,
      'only in time and CPU does a thread cost detectably more than 16 tasks, the ratio in the article',
    );
  });

  it('depends where the rounds do not agree', () => {
    const odd = [1e-3, 1, 2, 100, 500, 1000];
    const { verdict, condition } = judge({
      task,
      thread: { wallMs: odd, cpuMs: odd, privateBytes: odd },
    });
    assert.equal(verdict, 'depends');
    assert.match(condition ?? '', /^no cost .* 16 tasks/);
  });

  it('goes without memory where the system has none', () => {
    const { verdict, evidence, tables, chart } = judge({
      task: { wallMs: 100, cpuMs: 150 },
      thread: { wallMs: 600, cpuMs: 1200 },
    });
    assert.equal(verdict, 'holds');
    assert.doesNotMatch(evidence.join(' '), /memory|stack/);
    assert.deepEqual(tables[0]?.rows[2]?.at(-1), { value: 'n/a' });
    assert.equal(chart, undefined);
  });

  it('holds where the machine said no to the threads, and says why', () => {
    const { verdict, evidence, tables } = judge({ task, thread: 'SIGTRAP: out of memory' });
    assert.equal(verdict, 'holds');
    assert.deepEqual(evidence, ['64 threads: SIGTRAP: out of memory.']);
    assert.match(tables[0]?.notes.join(' ') ?? '', /64 threads \(empty\): SIGTRAP/);
  });

  it('says how many the machine started', () => {
    const { tables } = judge({ task, thread: { ...thread, started: 40 } });
    assert.deepEqual(tables[0]?.rows[2]?.[1], { value: '40', sortBy: 40, detail: 'of 64' });
    assert.match(tables[0].notes.join(' '), /started 40 of 64 threads \(empty\)/);
  });

  it('is not measured without tasks', () => {
    assert.throws(() => judge({ task: 'a bug', thread }), { name: 'NotMeasured' });
  });
});

/** Judges what tasks and threads cost beyond the first few; the rest is always the same. */
function judge(
  { task, thread }: { readonly task: MadeUp; readonly thread: MadeUp },
  others: Readonly<Record<string, MadeUp>> = {},
) {
  const loaded = { wallMs: 700, cpuMs: 1400, privateBytes: 400e6 };
  return claim.judge(
    madeUpFigures(
      {
        ...fewAndMany('task', [0, 100_000], task),
        ...fewAndMany('task-with-client', [0, 100_000], { wallMs: 90, cpuMs: 140 }),
        ...fewAndMany('thread', [2, 64], thread),
        ...fewAndMany('thread-with-client', [2, 16], loaded),
        ...fewAndMany('child', [2, 32], loaded),
        ...fewAndMany('child-with-client', [2, 8], loaded),
        ...others,
      },
      'full',
    ),
  );
}

function fewAndMany(unit: string, [few, many]: readonly [number, number], more: MadeUp) {
  const none = { wallMs: 0, cpuMs: 0, privateBytes: 0, started: few };
  return {
    [`${unit}-few`]: none,
    [`${unit}-many`]: typeof more === 'string' ? more : { started: many, ...more },
  };
}

function bytes(figures: Readonly<Record<string, number>>): number {
  return figures['privateBytes'] ?? NaN;
}

function within(value: number, low: number, high: number): boolean {
  return value >= low && value <= high;
}
