import type { MockServer } from '../../mock-server/client.ts';
import type { Outcome } from '../../results/claims-format.ts';
import type { TrialRecord } from '../../results/format.ts';
import { loadModel } from '../catalog.ts';
import type { CaseFigures, ModelCase } from '../claim-contract.ts';
import type { Launcher } from '../measure/launcher.ts';
import { scenarioOf } from '../engine/scenario.ts';
import { runTrial } from '../engine/trial.ts';
import type { PreparedWork } from './work.ts';

const TIMEOUT_MS = 60_000;

/** One trial of a model, measured and proved as those of compare. */
export async function runModelCase(
  { model, derive }: ModelCase,
  context: {
    readonly launcher: Launcher;
    readonly executable: string;
    readonly mock: MockServer;
    readonly work: PreparedWork;
  },
  place: { readonly round: number; readonly position: number },
  signal: AbortSignal,
): Promise<Outcome> {
  const { work, ...rest } = context;
  const { url, value } = await loadModel(model);
  const scenario = scenarioOf(value, work.workload.value, {
    arm: null,
    nodeVersion: process.versions.node,
  });
  const runnable = { scenario, modelUrl: url, workloadUrl: work.workload.url };
  const trial = await runTrial(
    runnable,
    place,
    { ...rest, ...work, timeoutMs: TIMEOUT_MS },
    signal,
  );
  return outcomeOf(trial, derive);
}

function outcomeOf(trial: TrialRecord, derive: ModelCase['derive']): Outcome {
  if (trial.status === 'failed') return { status: 'failed', cause: trial.message };
  if (trial.status === 'invalid') return { status: 'failed', cause: trial.reasons.join('; ') };
  const measured = Object.entries(trial.metrics).filter(
    (entry): entry is [string, number] => entry[1] !== null,
  );
  const figures: CaseFigures = { ...Object.fromEntries(measured), ...derive?.(trial) };
  return { status: 'measured', figures };
}
