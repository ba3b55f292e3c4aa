import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';

import { writeBodyPack } from '../../scenarios/body-pack.ts';
import { nodeModels } from '../support/own-modules.ts';
import { NAMES, bodyOf } from '../../harness/verify/workloads/pair.ts';
import { runTrialProcess, SETTINGS } from '../support/trial-process.ts';

const TINY = new URL('../../harness/verify/workloads/pair.ts', import.meta.url).href;
const PRELOAD = new URL('../support/programs/log-modules.ts', import.meta.url).href;
/** What only workloads of one function need, data that is shared, or models of users. */
const OTHERS = /\/scenarios\/(simple\/|shared-data|checked-names|load-workload|model\.|task-)/;

const MODELS = await nodeModels();
const folder = mkdtempSync(join(tmpdir(), 'loading-'));
const bodyPackPath = join(folder, 'bodies');
writeBodyPack(bodyPackPath, NAMES, NAMES.map(bodyOf));
after(() => {
  rmSync(folder, { recursive: true });
});

describe('the processes of a pair', { timeout: 600_000 }, () => {
  for (const { name, url: modelUrl } of MODELS) {
    it(`load nothing that they do not need: ${name}`, async (t) => {
      const log = join(folder, name);
      const spec = { modelUrl, workloadUrl: TINY, settings: SETTINGS, bodyPackPath, shares: false };
      const env = { NODE_OPTIONS: `--import ${PRELOAD}`, MODULE_LOG: log };
      const { stderr } = await runTrialProcess(spec, t.signal, env);
      assert.equal(stderr, '');
      const urls = readFileSync(log, 'utf8').trim().split('\n');
      assert.ok(urls.includes(modelUrl) && urls.includes(TINY));
      assert.deepEqual(
        urls.filter((url) => OTHERS.test(url)),
        [],
      );
    });
  }
});
