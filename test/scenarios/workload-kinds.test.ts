import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { describe, it } from 'node:test';

import type { SimpleWorkload, TrialSettings } from '../../harness/contract.ts';
import { digestOf } from '../support/digest.ts';
import { nodeModels } from '../support/own-modules.ts';
import { cycled } from '../../harness/verify/workloads/pair.ts';
import { runTrialProcess, SETTINGS } from '../support/trial-process.ts';

const FOLDER = new URL('../support/workloads/', import.meta.url);

/** Its lines by the plainest program there is. */
async function plainLines(url: string, settings: TrialSettings): Promise<string[]> {
  const { default: workload } = (await import(url)) as { default: SimpleWorkload };
  const items: unknown[] = [];
  const list = typeof workload.list === 'function' ? await workload.list(settings) : workload.list;
  for await (const item of list) if (items.push(item) === settings.items) break;
  const shared: unknown = await workload.share?.(settings);
  const resource: unknown = workload.open ? await workload.open(settings, shared) : shared;
  const lines: string[] = [];
  for (const item of items) lines.push(JSON.stringify(await workload.run(item, resource)));
  return cycled(lines, settings.items);
}

const models = await nodeModels();
const variants = models.filter(({ value }) => value.variantOf !== undefined);
const mains = models.filter(({ value }) => value.variantOf === undefined);

for (const [index, file] of readdirSync(FOLDER).entries()) {
  const url = new URL(file, FOLDER).href;
  // Every main model, and the variants in turn: they take the same cases of verify as the mains.
  const variant = variants[index % variants.length];
  assert.ok(variant !== undefined);

  describe(`the workload ${file}`, { timeout: 600_000 }, () => {
    for (const { url: modelUrl, value: model } of [...mains, variant]) {
      it(`has the same results under ${model.name ?? modelUrl}`, async (t) => {
        const { default: workload } = (await import(url)) as { default: SimpleWorkload };
        const params = workload.params ?? {};
        const settings = { ...SETTINGS, ...{ items: 11, batchSize: 3, params } };
        const shares = workload.share !== undefined;
        const spec = { modelUrl, workloadUrl: url, settings, bodyPackPath: null, shares };
        const { exitCode, stderr, report } = await runTrialProcess(spec, t.signal);
        assert.equal(stderr, '');
        assert.equal(exitCode, 0);
        const { unique, digest } = report?.pass.proof ?? {};
        assert.equal(unique, settings.items);
        assert.equal(digest, digestOf((await plainLines(url, settings)).entries()));
      });
    }
  });
}
