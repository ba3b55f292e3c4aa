import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';

import { casesOf } from '../../../harness/verify/cases.ts';
import type { Subject } from '../../../harness/verify/step.ts';
import { openSubject } from '../../../harness/verify/subject.ts';
import { trySteps } from '../../../harness/verify/try-steps.ts';
import { failureText } from '../../../results/failure.ts';
import { readRun } from '../../support/command.ts';
import { mainHere } from '../../support/main-here.ts';
import { HARMLESS, MISUSES } from '../../support/misuses.ts';

const GOOD = new URL('../../support/good-model.ts', import.meta.url).href;
const WATCHDOG_MS = 60_000;

const folder = mkdtempSync(join(tmpdir(), 'misuse-test-'));
let subject: Subject & AsyncDisposable;

before(async () => {
  const { signal } = new AbortController();
  const model = { name: 'misuse', summary: '', kind: 'model' } as const;
  subject = await openSubject({ modelUrl: '', model, timeoutMs: WATCHDOG_MS, signal });
});
after(async () => {
  await subject[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true });
});

function nameOf(misuse: string): string {
  return misuse.replaceAll(/\W+/g, '-');
}

/** File of a model, from the body of its `run`. */
function modelFile(name: string, run: string): string {
  const path = join(folder, `${nameOf(name)}.mjs`);
  const source = `import { good } from ${JSON.stringify(GOOD)};
export default { async run(trial, collector) { ${run} } };\n`;
  writeFileSync(path, source);
  return path;
}

/** What verify finds first. */
async function firstProblem(name: string, run: string, timeoutMs: number, signal: AbortSignal) {
  const one = { ...subject, modelUrl: pathToFileURL(modelFile(name, run)).href, timeoutMs, signal };
  const steps = casesOf('model').slice(0, 1);
  const results = await trySteps(
    steps.map((step) => ({ ...step, check: () => step.check(one) })),
    () => undefined,
    signal,
  );
  return results[0];
}

describe('a model that', { timeout: 600_000 }, () => {
  for (const [name, { run, says, hangsForMs }] of Object.entries(MISUSES)) {
    it(`${name} is told what is missing`, async ({ signal }) => {
      const timeoutMs = hangsForMs ?? WATCHDOG_MS;
      const result = await firstProblem(name, run, timeoutMs, signal);
      assert.equal(result?.status, 'failed');
      assert.match(result.problem ?? '', says, result.stderr);
      assert.equal(result.problem?.split('\n').length, 1);
    });
  }

  for (const [name, run] of Object.entries(HARMLESS)) {
    it(`${name} has all`, async ({ signal }) => {
      const result = await firstProblem(name, run, WATCHDOG_MS, signal);
      assert.equal(result?.problem, null);
    });
  }
});

describe('compare --model', { timeout: 600_000 }, () => {
  it('gives no number to such models, but one line for each', async () => {
    // One for each thing that is said: a trial of verify, as above, and one of compare are the same.
    const bySaying = new Map(Object.entries(MISUSES).map((entry) => [entry[1].says.source, entry]));
    const quick = [...bySaying.values()].filter(([, { hangsForMs }]) => hangsForMs === undefined);
    const files = quick.map(([name, { run }]) => modelFile(name, run));
    const work = join(folder, 'work.mjs');
    writeFileSync(work, `export default { list: ['a', 'bb'], run: (text) => text.length };`);
    const out = join(folder, 'out');
    const size = [
      '--items',
      '4',
      '--workers',
      '2',
      '--batch-size',
      '2',
      '--rounds',
      '1',
      '--quick',
      '--launches',
      '0',
    ];
    const args = [work, '--models', files.join(','), ...size, '--quiet', '--out', out];
    const { code, stderr } = await mainHere('compare', ...args);
    assert.equal(code, 1, stderr);

    const trials = new Map(readRun(out)?.trials.map((trial) => [trial.scenario, trial]));
    for (const [name, { says }] of quick) {
      const trial = trials.get(nameOf(name));
      assert.ok(
        trial !== undefined && trial.status !== 'completed',
        `${name}: ${trial?.status ?? 'no trial'}`,
      );
      assert.match(failureText(trial), says, name);
      assert.equal(failureText(trial).split('\n').length, 1);
    }
    assert.equal(trials.get('bare-work')?.status, 'completed');
  });
});
