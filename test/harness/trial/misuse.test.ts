import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';

import { trialRecord } from '../../../harness/engine/record.ts';
import { Launcher } from '../../../harness/measure/launcher.ts';
import type { TrialSpec } from '../../../harness/trial/protocol.ts';
import type { TrialRecord } from '../../../results/format.ts';
import { DIGEST, ITEMS, MISUSES } from '../../support/misbehaving-models.ts';
import { nodeCommand } from '../../support/programs/commands.ts';
import { scenario } from '../../support/run.ts';
import { SETTINGS } from '../../support/trial-process.ts';

const PROGRAM = fileURLToPath(new URL('../../../harness/trial/main.ts', import.meta.url));
const PLACE = { round: 0, phase: 'sample', position: 0, startedAt: '' } as const;

let launcher: Launcher;

before(async () => {
  launcher = await Launcher.start();
});
after(async () => {
  await launcher[Symbol.asyncDispose]();
});

/** What becomes of a trial of this model. */
async function recordOf(modelUrl: string): Promise<TrialRecord> {
  const spec: TrialSpec = {
    ...{ modelUrl, workloadUrl: '', bodyPackPath: null, shares: false },
    settings: { ...SETTINGS, items: ITEMS },
  };
  const launched = await launcher.launch(nodeCommand([PROGRAM, JSON.stringify(spec)]));
  const expected = { items: ITEMS, digest: DIGEST, http: null, itemMs: null };
  const head = { scenario: 'single-threaded', ...PLACE };
  const asked = { ...scenario('single-threaded'), expected };
  return trialRecord({ head, scenario: asked, launched, counters: null });
}

function reasonOf(record: TrialRecord): string {
  if (record.status === 'completed') return '';
  return record.status === 'invalid' ? record.reasons.join('\n') : record.message;
}

describe('a model that', { timeout: 120_000 }, () => {
  for (const [does, { url, status, said }] of Object.entries(MISUSES)) {
    it(`${does}: ${status}`, async () => {
      const record = await recordOf(url);
      assert.match(reasonOf(record), said);
      assert.equal(record.status, status);
    });
  }
});
