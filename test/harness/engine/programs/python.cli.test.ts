import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';

import { parseRun } from '../../../../results/reading.ts';
import { EXIT } from '../../../../harness/errors.ts';
import { SMALL, start } from '../../../support/command.ts';
import { NO_PYTHON, PYTHON } from '../../../support/python.ts';

const MODELS = ['python-bare-work', 'python-threads', 'python-multiprocessing', 'python-asyncio'];

const out = mkdtempSync(join(tmpdir(), 'python-'));
after(() => {
  rmSync(out, { recursive: true });
});

describe('compare with programs in Python', { skip: NO_PYTHON, timeout: 300_000 }, () => {
  it('does the work of every model, and says what this interpreter cannot run', async () => {
    const models = ['single-threaded', ...MODELS, 'python-free-threading'].join(',');
    const how = ['--models', models, '--python', PYTHON ?? '', ...SMALL, '--quiet', '--out', out];
    const { code, stderr } = await start('compare', ...how).ended;
    assert.equal(code, EXIT.ok, stderr);
    const { scenarios, trials, notRun } = parseRun(readFileSync(join(out, 'run.json'), 'utf8'));
    assert.deepEqual([...new Set(trials.map(({ status }) => status))], ['completed']);
    const ours = scenarios.filter(({ language }) => language === 'Python');
    assert.deepEqual(ours.map(({ model }) => model).sort(), MODELS.toSorted());
    for (const { floor, kind } of ours) {
      assert.equal(floor, kind === 'floor' ? null : 'python-bare-work');
    }
    // No model of Node is compared with one of Python.
    const node = scenarios.filter(({ language }) => language === null);
    assert.ok(node.every(({ baseline }) => baseline === null));
    assert.deepEqual(
      notRun.map(({ id, language }) => [id, language]),
      [['python-free-threading', 'Python']],
    );
    assert.match(readFileSync(join(out, 'report.md'), 'utf8'), /^## Languages$/m);
  });
});
