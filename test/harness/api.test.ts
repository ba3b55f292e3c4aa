import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';

import { check, compare, type ProgressEvent, report } from '../../harness/api.ts';
import { ROOT } from '../support/command.ts';

const folder = mkdtempSync(join(tmpdir(), 'api-'));
const ONE = {
  models: ['single-threaded'],
  items: 4,
  latencyMs: 0,
  rounds: 1,
  quick: true,
} as const;

after(() => {
  rmSync(folder, { recursive: true });
});

describe('the package from a program', { timeout: 600_000 }, () => {
  it('loads three small files before a function is called', () => {
    const script = `
      import { registerHooks } from 'node:module';
      const loaded = [];
      registerHooks({ load(url, context, next) { loaded.push(url); return next(url, context); } });
      await import('./harness/api.ts');
      console.log(JSON.stringify(loaded.map((url) => url.split('/').at(-1))));`;
    const args = ['--input-type=module', '--eval', script];
    const stdout = execFileSync(process.execPath, args, { cwd: ROOT, encoding: 'utf8' });
    const files = (JSON.parse(stdout) as string[]).filter((name) => !name.startsWith('node:'));
    assert.deepEqual(files, ['api.ts', 'errors.ts', 'printable.ts']);
  });

  it('compares as the command does, and keeps how to repeat it', async () => {
    const events: ProgressEvent[] = [];
    const outDir = join(folder, 'compared');
    const onProgress = (event: ProgressEvent) => events.push(event);
    const { run, summary, files } = await compare({ ...ONE, launches: 0, outDir, onProgress });
    assert.deepEqual(
      summary.scenarios.map(({ model, valid }) => [model, valid]),
      [
        ['bare-work', true],
        ['single-threaded', true],
      ],
    );
    assert.deepEqual(run.schedule.arguments, [
      '--models',
      'single-threaded',
      '--rounds',
      '1',
      '--launches',
      '0',
      '--quick',
      '--items',
      '4',
      '--latency',
      '0',
    ]);
    assert.equal(files.at(-1), join(outDir, 'report.html'));
    assert.deepEqual(events.map(({ kind }) => kind).slice(-5), [
      'begin',
      'doing',
      'trial',
      'doing',
      'trial',
    ]);
    for (const format of ['text', 'markdown', 'html', 'json'] as const)
      assert.equal(await report(run, format), await report(outDir, format), format);
  });

  it('rejects with the reason of the signal, and leaves what was measured', async () => {
    const outDir = join(folder, 'aborted');
    const controller = new AbortController();
    const reason = new Error('enough');
    const onProgress = ({ kind }: ProgressEvent) => {
      if (kind === 'trial') controller.abort(reason);
    };
    const aborted = compare({ ...ONE, rounds: 5, outDir, signal: controller.signal, onProgress });
    await assert.rejects(aborted, (error) => error === reason);
    const { status } = JSON.parse(await report(outDir, 'json')) as { status: string };
    assert.equal(status, 'incomplete');
  });

  it('rejects with a code what a user can fix', async () => {
    const outDir = join(folder, 'wrong');
    await assert.rejects(compare({ ...ONE, outDir, items: 0 }), { code: 'bad-value' });
    await assert.rejects(compare({ ...ONE, outDir, workload: 'none' }), {
      code: 'unknown-workload',
    });
    const stored = { ...ONE, outDir, baselineDir: join(folder, 'none') };
    await assert.rejects(check(stored), { code: 'baseline-missing' });
    await assert.rejects(report(join(folder, 'none.json'), 'text'), { code: 'no-run-file' });
  });
});
