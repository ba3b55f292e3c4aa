import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';

import { runProgramCase } from '../../../harness/claims/program-case.ts';
import { Launcher } from '../../../harness/measure/launcher.ts';
import type { Outcome } from '../../../results/claims-format.ts';

const isLinux = process.platform === 'linux';
const PROGRAM = new URL('../../support/claim-process.ts', import.meta.url);
const CONTEXT = { executable: process.execPath, extra: { bodyPackPath: 'four' } };

let launcher: Launcher;

before(async () => {
  launcher = await Launcher.start();
});

after(() => launcher[Symbol.asyncDispose]());

function run(how: string, timeoutMs?: number): Promise<Outcome> {
  const input = { how, value: 7 };
  const one = { kind: 'program' as const, id: how, program: PROGRAM, input };
  return runProgramCase(
    timeoutMs === undefined ? one : { ...one, timeoutMs },
    { ...CONTEXT, launcher },
    new AbortController().signal,
  );
}

describe('runProgramCase', () => {
  it('gives the figures of the program and of its tree', async () => {
    const outcome = await run('reports');
    assert.ok(outcome.status === 'measured');
    const { value, bodies, wallMs = 0 } = outcome.figures;
    assert.deepEqual({ value, bodies }, { value: 7, bodies: 4 });
    assert.ok(wallMs > 0);
    if (!isLinux) return;
    for (const name of ['cpuMs', 'peakRssBytes', 'peakPssBytes']) {
      assert.ok((outcome.figures[name] ?? 0) > 0, name);
    }
  });

  const FAILURES: readonly [how: string, cause: RegExp][] = [
    ['throws', /^exit code 1: RangeError: as the test says$/],
    ['reports words', /^it reported no figures$/],
    ['says nothing', /^it reported no figures$/],
  ];
  for (const [how, cause] of FAILURES) {
    it(`says why a program that ${how} has none`, async () => {
      const outcome = await run(how);
      assert.ok(outcome.status === 'failed');
      assert.match(outcome.cause, cause);
    });
  }

  it('ends a program that takes too long', async () => {
    assert.deepEqual(await run('hangs', 1500), {
      status: 'failed',
      cause: 'ended because it took too long',
    });
  });

  it('counts a process left behind as a failure', { skip: !isLinux }, async () => {
    assert.deepEqual(await run('leaves a process'), {
      status: 'failed',
      cause: 'left 1 processes running',
    });
  });
});
