import {
  type CompletedTrial,
  type Environment,
  type FailedTrial,
  FORMAT_VERSION,
  type InvalidTrial,
  type MockConditions,
  type Phase,
  type RunFile,
  type Scenario,
  type TrialRecord,
  type WorkSettings,
} from '../../results/format.ts';

/** The digest every trial of the fixture should have. */
export const DIGEST = 'd1'.repeat(32);

export const SETTINGS: WorkSettings = {
  ...{ items: 1000, workers: 4, inFlight: 100, batchSize: 250 },
  ...{ encoding: 'gzip', requestTimeoutMs: 30_000, params: {} },
};

export const MOCK: MockConditions = {
  ...{ own: true, latencyMs: 50, jitter: 0.2, seed: 1, faults: null },
  dataset: {
    source: 'generated',
    version: '@pkmn/dex@0.10.11',
    sha256: 'a5'.repeat(32),
    documents: 1025,
    bytes: 149_468_783,
  },
};

export const ENVIRONMENT: Environment = {
  ...{ id: 'machine-1', host: '0123456789ab', cpuModel: 'Example CPU', memoryBytes: 8 * 2 ** 30 },
  ...{ cores: 2, machineCores: 2, cpuQuotaCores: null, threadsPerCore: 1 },
  ...{ platform: 'linux x64', kernel: '6.1.0', node: '26.10.0', v8: '14.6', nodeOptions: [] },
  variables: {},
  suite: { version: '0.1.0', sha256: 'c3'.repeat(32) },
  ...{ packages: { undici: '8.12.4' }, gitCommit: 'abcdef0123456789', gitDirty: false },
  ...{ loadAverage: [0.25, 0.2, 0.1], cpuPressure10s: 0 },
};

const ANALOGUES: Readonly<Record<string, string>> = {
  'bare-work': 'the work alone',
  'single-threaded': 'threads under the GIL',
  'worker-threads': 'free threading',
  'child-processes': 'subinterpreters',
};

const TRAITS: Readonly<Record<string, Pick<Scenario, 'isolation' | 'sharing'>>> = {
  'bare-work': { isolation: 'none', sharing: 'objects' },
  'single-threaded': { isolation: 'none', sharing: 'objects' },
  'worker-threads': { isolation: 'thread', sharing: 'bytes' },
  'child-processes': { isolation: 'process', sharing: 'nothing' },
};

/** Of seven rounds. What it is compared with, `runOf` says. */
export function scenario(model: string, kind: 'model' | 'floor' = 'model'): Scenario {
  const http = { requests: 1001, bodyBytes: 14_000_000, maxInFlight: 400 };
  return {
    ...{ id: model, label: model, group: null, kind, workload: 'fetch-pokemon', model },
    ...{ file: null, workloadSummary: null, modelFile: null, sharedBytes: null, codeSha256: null },
    analogue: ANALOGUES[model] ?? 'nothing',
    ...{ variantOf: null, form: null, summary: kind === 'floor' ? 'Does the work alone.' : null },
    ...(TRAITS[model] ?? { isolation: null, sharing: null }),
    ...{ settings: SETTINGS, input: null, mock: kind === 'floor' ? null : MOCK },
    ...{ runtime: 'node 26.10.0', machine: ENVIRONMENT.id, limits: null, language: null },
    ...{ version: null, role: null, injection: null, rounds: 7 },
    expected: { items: 1000, digest: DIGEST, http: kind === 'floor' ? null : http, itemMs: null },
    ...{ baseline: null, floor: null, main: null },
  };
}

/** A scenario of a variant; its other properties are those of its model. */
export function variant(model: string, variantOf: string, form: Scenario['form']): Scenario {
  const summary = `Does it as ${form ?? 'no other'}.`;
  return {
    ...scenario(variantOf),
    ...{ id: model, label: model, model, variantOf, form, summary },
  };
}

/** The same scenario under another runtime. */
export function onRuntime(one: Scenario, runtime: string): Scenario {
  const id = `${one.model} on ${runtime}`;
  return { ...one, id, label: id, runtime };
}

/** The same scenario on a side of a check. */
export function inRole(one: Scenario, role: NonNullable<Scenario['role']>): Scenario {
  const id = `${one.model}@${role}`;
  const version = { ref: 'main', gitCommit: null, gitDirty: null, whole: false };
  return { ...one, ...{ id, label: id, role, version } };
}

/** A trial that counts, with the metrics given and plausible ones for the rest. */
export function completedTrial(
  scenarioId: string,
  round: number,
  metrics: CompletedTrial['metrics'],
): CompletedTrial {
  const wallMs = metrics['wallMs'] ?? 1000;
  return {
    ...placeOf(scenarioId, round),
    status: 'completed',
    metrics: {
      ...{ wallMs: 1000, cpuMs: 800, cpuUserMs: 700, cpuSystemMs: 100 },
      cpuSelfMs: 0.99 * (metrics['cpuMs'] ?? 800),
      ...{ peakRssBytes: 120e6, peakPssBytes: 80e6 },
      ...{ bootMs: 45.5, workersReadyMs: 60, firstResultMs: 130, lastResultMs: wallMs - 20 },
      ...{ teardownMs: 20, latencyP50Ms: 51, latencyP90Ms: 60, latencyP99Ms: 75 },
      ...{ loopUtilization: 0.87, messages: 0, boundaryBytes: 0, processes: 1, samplerCpuMs: 12 },
      ...{ requests: 1001, responseBytes: 14_000_000 },
      ...metrics,
    },
    ...{ unavailable: {}, figures: {}, digest: DIGEST, passes: [] },
    served: {
      requests: 1001,
      byStatus: { 200: 1001 },
      bodyBytes: 14_000_000,
      maxInFlight: 400,
      connections: 401,
      cpuMs: 90,
      loopUtilization: 0.1,
    },
    loops: [],
    workers: [],
    latencies: [],
    memory: null,
    machine: { stealShare: 0, foreignCpuShare: 0.02, cpuPressureShare: null, throttledShare: null },
  };
}

export function failedTrial(
  scenarioId: string,
  round: number,
  message = 'killed by SIGSEGV',
): FailedTrial {
  return {
    ...placeOf(scenarioId, round),
    status: 'failed',
    cause: 'signal',
    message,
    exitCode: null,
    signal: 'SIGSEGV',
    stderr: '',
  };
}

export function invalidTrial(scenarioId: string, round: number, reason: string): InvalidTrial {
  return {
    ...placeOf(scenarioId, round),
    status: 'invalid',
    reasons: [reason],
    failuresByKind: {},
    examples: [],
    digest: 'e2'.repeat(32),
    served: null,
  };
}

function placeOf(scenarioId: string, round: number) {
  const phase: Phase = round < 0 ? 'warm-up' : 'sample';
  const startedAt = '2026-01-01T00:00:00.000Z';
  return { scenario: scenarioId, round, phase, position: 0, startedAt };
}

/** Parts of a run, and what all of its scenarios share. */
export type RunParts = Partial<RunFile> & {
  readonly rounds?: number;
  readonly warmupRounds?: number;
};

/**
 * A run of these scenarios and trials; called complete, but for a run file it may lack trials. What
 * no scenario names yet, as its baseline, floor or main model, is found as compare finds it.
 */
export function runOf(
  scenarios: readonly Scenario[],
  trials: readonly TrialRecord[],
  { rounds, warmupRounds = 1, ...parts }: RunParts = {},
): RunFile {
  return {
    ...{ formatVersion: FORMAT_VERSION, status: 'complete' },
    ...{ startedAt: '2026-01-01T00:00:00.000Z', endedAt: '2026-01-01T00:01:00.000Z' },
    ending: null,
    schedule: {
      ...{ command: 'compare', arguments: ['--rounds', '7'], seed: 1, warmupRounds },
      scale: 'full',
      ...{ looks: [], budgets: [] },
    },
    environments: [ENVIRONMENT],
    ...{ launches: [], capacities: [], notRun: [], resumptions: [], runtimes: [] },
    scenarios: scenarios.map((one) => ({
      ...linked(one, scenarios),
      ...(rounds !== undefined && { rounds }),
    })),
    trials: [...trials],
    ...parts,
  };
}

/** With the ids of what the scenario is compared with, where the run has it. */
function linked(one: Scenario, all: readonly Scenario[]): Scenario {
  if (one.kind !== 'model') return one;
  const idOf = (fits: (other: Scenario) => boolean) =>
    all.find((other) => other.id !== one.id && fits(other))?.id ?? null;
  const idBeside = (fits: (other: Scenario) => boolean) =>
    idOf((other) => other.role === one.role && other.runtime === one.runtime && fits(other));
  const base =
    one.role === 'head' || one.role === 'control'
      ? idOf(({ role, model }) => role === 'base' && model === one.model)
      : idBeside(({ model }) => model === 'single-threaded');

  return {
    ...one,
    baseline: one.baseline ?? base,
    floor: one.floor ?? idBeside(({ kind }) => kind === 'floor'),
    main: one.main ?? idBeside(({ model }) => model === one.variantOf),
  };
}
