import { basename, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import type { Claim, ClaimCase, ModelCase, ProgramCase } from '../claim-contract.ts';
import type { MockRequest } from '../engine/mocks.ts';
import { loadModels, type ModelSearch } from '../engine/models.ts';
import { resolveOptions, workSettings } from '../engine/options.ts';
import { findWorkload } from '../engine/workload.ts';
import type { Entry } from '../catalog.ts';
import type { ModelTraits, WorkloadTraits } from '../contract.ts';
import { projectOf } from '../project.ts';
import { modelScenario, type PlannedScenario } from '../engine/scenario.ts';
import type { ClaimsOptions } from './options.ts';

/** What the cases of one claim have in common. */
interface ClaimRun {
  readonly claim: string;
  readonly rounds: number;
  /** A mock server of this latency in ms. */
  readonly mockAt: (latencyMs: number) => MockRequest;
  readonly models: ReadonlyMap<string, Entry<ModelTraits>>;
  readonly workloads: ReadonlyMap<string, Entry<WorkloadTraits>>;
}

const MAIN_WORKLOAD = 'fetch-pokemon';

const MODEL_TIMEOUT_MS = 60_000;
const PROGRAM_TIMEOUT_MS = 30_000;

/** Every case of these claims as a scenario; its claim is its group, the case's id its label. */
export async function claimScenarios(
  claims: readonly Claim[],
  { scale, rounds, seed }: Pick<ClaimsOptions, 'scale' | 'rounds' | 'seed'>,
  search: ModelSearch,
): Promise<readonly PlannedScenario[]> {
  const mockAt = (latencyMs: number) => ({ latencyMs, jitter: 0.2, seed, dataPath: null });
  const modules = await modulesOf(claims, scale, search);
  const machine = { cacheDir: join(projectOf(process.cwd()).cacheDir, 'programs'), pythons: [] };
  const planned = claims.map(async (claim) => {
    const run = { claim: claim.name, rounds: rounds ?? claim.rounds[scale], mockAt, ...modules };
    const cases = [...claim.cases(scale), ...((await claim.foreignCases?.(scale, machine)) ?? [])];
    return cases.map((one) => caseScenario(one, run));
  });
  return (await Promise.all(planned)).flat();
}

/** Every model and workload that the cases name. */
async function modulesOf(
  claims: readonly Claim[],
  scale: ClaimsOptions['scale'],
  search: ModelSearch,
) {
  const cases = claims
    .flatMap((claim) => claim.cases(scale))
    .filter((one): one is ModelCase => one.kind === 'model');
  const names = new Set(cases.map(({ workload = MAIN_WORKLOAD }) => workload)).add(MAIN_WORKLOAD);
  const workloads = [...names].map(async (workload) => {
    const entry = await findWorkload(resolveOptions({ workload }), search);
    return [workload, entry] as const;
  });
  const models = await loadModels([...new Set(cases.map(({ model }) => model))], search);
  return {
    models: new Map(models.map((entry) => [entry.value.name, entry])),
    workloads: new Map(await Promise.all(workloads)),
  };
}

function caseScenario(one: ClaimCase, run: ClaimRun): PlannedScenario {
  const planned = one.kind === 'model' ? ofModel(one, run) : ofProgram(one, run);
  const place = { id: `${run.claim}/${one.id}`, label: one.id, group: run.claim };
  return { ...planned, scenario: { ...planned.scenario, ...place } };
}

function ofModel(one: ModelCase, run: ClaimRun): PlannedScenario {
  const { latencyMs = 50, workload = MAIN_WORKLOAD, settings } = one;
  return modelScenario(known(run.models, one.model), {
    workload: known(run.workloads, workload),
    settings: workSettings(settings),
    mock: run.mockAt(latencyMs),
    ...{ rounds: run.rounds, timeoutMs: MODEL_TIMEOUT_MS },
  });
}

function ofProgram(one: ProgramCase, run: ClaimRun): PlannedScenario {
  const { id, program, input, places = {}, needsBodies, timeoutMs = PROGRAM_TIMEOUT_MS } = one;
  const path = fileURLToPath(program);
  return {
    scenario: {
      ...{ id, label: id, group: run.claim, kind: 'program', workload: null },
      ...{ file: null, workloadSummary: null, modelFile: null },
      model: basename(path, extname(path)),
      ...{ analogue: null, variantOf: null, form: null, summary: null, language: null },
      ...{ isolation: null, sharing: null, settings: null, input: { ...input } },
      runtime: `node ${process.versions.node}`,
      ...{ version: null, role: null, injection: null, rounds: run.rounds },
      ...{ baseline: null, floor: null, main: null },
    },
    mock: needsBodies === true ? run.mockAt(0) : null,
    source: {
      ...{ kind: 'program', program, places },
      bodiesOf:
        needsBodies === true
          ? { workload: known(run.workloads, MAIN_WORKLOAD), settings: workSettings() }
          : null,
    },
    timeoutMs,
  };
}

function known<T>(entries: ReadonlyMap<string, T>, name: string): T {
  const entry = entries.get(name);
  if (entry === undefined) throw new Error(`${name} was not loaded`);
  return entry;
}
