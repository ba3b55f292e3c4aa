import { basename, extname } from 'node:path';
import { fileURLToPath } from 'node:url';

import { loadModel, loadWorkload } from '../catalog.ts';
import type { Claim, ClaimCase, ModelCase, ProgramCase } from '../claim-contract.ts';
import type { MockRequest } from '../engine/mocks.ts';
import { workSettings } from '../engine/options.ts';
import { modelScenario, type PlannedScenario } from '../engine/scenario.ts';
import type { ClaimsOptions } from './options.ts';

/** What the cases of one claim have in common. */
interface ClaimRun {
  readonly claim: string;
  readonly rounds: number;
  /** A mock server of this latency in ms. */
  readonly mockAt: (latencyMs: number) => MockRequest;
}

const MODEL_TIMEOUT_MS = 60_000;
const PROGRAM_TIMEOUT_MS = 30_000;

/** Every case of these claims as a scenario; its claim is its group, the case's id its label. */
export async function claimScenarios(
  claims: readonly Claim[],
  { scale, rounds, seed }: Pick<ClaimsOptions, 'scale' | 'rounds' | 'seed'>,
): Promise<readonly PlannedScenario[]> {
  const mockAt = (latencyMs: number) => ({ latencyMs, jitter: 0.2, seed, dataPath: null });
  const scenarios = claims.flatMap((claim) => {
    const run = { claim: claim.name, rounds: rounds ?? claim.rounds[scale], mockAt };
    return claim.cases(scale).map((one) => caseScenario(one, run));
  });
  return Promise.all(scenarios);
}

async function caseScenario(one: ClaimCase, run: ClaimRun): Promise<PlannedScenario> {
  const planned = one.kind === 'model' ? await ofModel(one, run) : await ofProgram(one, run);
  const place = { id: `${run.claim}/${one.id}`, label: one.id, group: run.claim };
  return { ...planned, scenario: { ...planned.scenario, ...place } };
}

async function ofModel(one: ModelCase, { rounds, mockAt }: ClaimRun): Promise<PlannedScenario> {
  const { latencyMs = 50, workload = 'fetch-pokemon', settings } = one;
  return modelScenario(await loadModel(one.model), {
    workload: await loadWorkload(workload),
    settings: workSettings(settings),
    mock: mockAt(latencyMs),
    ...{ rounds, timeoutMs: MODEL_TIMEOUT_MS },
  });
}

async function ofProgram(one: ProgramCase, run: ClaimRun): Promise<PlannedScenario> {
  const { id, program, input, needsBodies, timeoutMs = PROGRAM_TIMEOUT_MS } = one;
  const path = fileURLToPath(program);
  return {
    scenario: {
      ...{ id, label: id, group: run.claim, kind: 'program', workload: null },
      model: basename(path, extname(path)),
      ...{ analogue: null, variantOf: null, form: null, summary: null },
      ...{ isolation: null, sharing: null, settings: null, input: { ...input } },
      runtime: `node ${process.versions.node}`,
      ...{ version: null, role: null, injection: null, rounds: run.rounds },
      ...{ baseline: null, floor: null, main: null },
    },
    mock: needsBodies === true ? run.mockAt(0) : null,
    source: {
      ...{ kind: 'program', program },
      bodiesOf:
        needsBodies === true
          ? { workload: await loadWorkload('fetch-pokemon'), settings: workSettings() }
          : null,
    },
    timeoutMs,
  };
}
