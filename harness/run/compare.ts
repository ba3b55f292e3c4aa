import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import {
  connectMockServer,
  MockServerError,
  startMockServer,
  type MockServer,
} from '../../mock-server/client.ts';
import { FORMAT_VERSION, type ExpectedWork, type RunFile } from '../../results/format.ts';
import { type Entry, loadModel, loadWorkload, modelNames } from '../catalog.ts';
import type { Model, Workload } from '../contract.ts';
import { HarnessError } from '../errors.ts';
import { Launcher } from '../measure/launcher.ts';
import type { CompareOptions } from '../options.ts';
import { readEnvironment } from './environment.ts';
import { planRounds } from './plan.ts';
import type { Progress } from './progress.ts';
import { referenceRun } from './reference.ts';
import { runRound } from './round.ts';
import { RunFileWriter } from './run-file.ts';
import { type RunnableScenario, runTrial } from './trial.ts';

/** Generated data is kept here, in the folder the command runs in. */
const CACHE_DIR = '.cache';

/**
 * Runs every round and keeps the run file up to date; the file as it is at the end.
 * Throws HarnessError; what was measured until then is saved as an incomplete run.
 */
export async function compare(
  options: CompareOptions,
  progress: Progress,
  signal: AbortSignal,
): Promise<RunFile> {
  try {
    return await measure(options, progress, signal);
  } catch (error) {
    if (!(error instanceof MockServerError)) throw error;
    throw new HarnessError('mock-server', error.message, { cause: error });
  }
}

async function measure(
  options: CompareOptions,
  progress: Progress,
  signal: AbortSignal,
): Promise<RunFile> {
  const workload = await loadWorkload(options.workload);
  const scenarios = await chosenScenarios(options, workload);
  const environment = readEnvironment();
  const scratch = mkdtempSync(join(tmpdir(), 'concurrency-bench-'));
  try {
    await using mock = await openMockServer(options);
    const settings = { ...options.settings, origin: mock.url };
    const bodyPackPath = join(scratch, 'bodies');
    const expected = await referenceRun({ workload: workload.value, settings, mock, bodyPackPath });
    const writer = await RunFileWriter.create(
      options.outDir,
      emptyRun(options, { environment, mock, scenarios, expected }),
    );
    await using launcher = await Launcher.start();
    const context = {
      launcher,
      mock,
      settings,
      expected,
      bodyPackPath,
      timeoutMs: options.trialTimeoutMs,
    };
    try {
      await runRounds({ options, scenarios, context, writer, progress, signal });
    } catch (error) {
      await writer.end('incomplete');
      throw error;
    }
    return await writer.end(signal.aborted ? 'incomplete' : 'complete');
  } finally {
    progress.end();
    rmSync(scratch, { recursive: true, force: true });
  }
}

async function runRounds(run: {
  readonly options: CompareOptions;
  readonly scenarios: readonly RunnableScenario[];
  readonly context: Parameters<typeof runTrial>[2];
  readonly writer: RunFileWriter;
  readonly progress: Progress;
  readonly signal: AbortSignal;
}): Promise<void> {
  const byId = new Map(run.scenarios.map((runnable) => [runnable.scenario.id, runnable]));
  const rounds = planRounds({ scenarioIds: [...byId.keys()], ...run.options });
  const lost = run.context.mock.exited.then((error) => {
    throw error;
  });

  async function runScenario(id: string, round: number, position: number) {
    const runnable = byId.get(id);
    if (runnable === undefined) throw new Error(`no scenario ${id}`);
    const trial = await runTrial(runnable, { round, position }, run.context, run.signal);
    // A trial that Ctrl-C ended says nothing about its scenario.
    if (run.signal.aborted) return trial;
    await run.writer.add(trial);
    run.progress.trialDone(trial, run.writer.run.trials.length, rounds.length * byId.size);
    return trial;
  }

  for (const { round, order } of rounds) {
    if (run.signal.aborted) return;
    const trials = runRound(order, (id, position) => runScenario(id, round, position), run.signal);
    await Promise.race([trials, lost]);
  }
}

async function chosenScenarios(
  options: CompareOptions,
  workload: Entry<Workload>,
): Promise<readonly RunnableScenario[]> {
  const all = await Promise.all(modelNames().map((name) => loadModel(name)));
  const chosen =
    options.models.length === 0
      ? []
      : await Promise.all(options.models.map((name) => loadModel(name)));
  const floors = all.filter(({ value }) => value.kind === 'floor');
  const models = chosen.length === 0 ? all : [...floors, ...chosen];
  const unique = new Map(models.map((model) => [model.value.name, model]));
  return [...unique.values()].sort(byRank).map(({ url, value }) => ({
    modelUrl: url,
    workloadUrl: workload.url,
    scenario: {
      id: value.name,
      workload: workload.value.name,
      model: value.name,
      mirrors: value.mirrors,
      kind: value.kind,
      runtime: `node ${process.versions.node}`,
      arm: null,
    },
  }));
}

/** The floor first, then the model that the others are compared with, then by name. */
function byRank(a: Entry<Model>, b: Entry<Model>): number {
  const rank = ({ value }: Entry<Model>) =>
    value.kind === 'floor' ? 0 : value.name === 'single-threaded' ? 1 : 2;
  return rank(a) - rank(b) || b.value.name.localeCompare(a.value.name, 'en');
}

async function openMockServer({ mock, seed }: CompareOptions): Promise<MockServer> {
  if ('url' in mock) return connectMockServer(mock.url);
  return startMockServer({ ...mock, seed, cacheDir: CACHE_DIR });
}

function emptyRun(
  options: CompareOptions,
  parts: {
    readonly environment: RunFile['environment'];
    readonly mock: MockServer;
    readonly scenarios: readonly RunnableScenario[];
    readonly expected: ExpectedWork;
  },
): RunFile {
  const { latencyMs, jitter, seed, dataset } = parts.mock.about;
  return {
    formatVersion: FORMAT_VERSION,
    status: 'running',
    startedAt: new Date().toISOString(),
    endedAt: null,
    command: [...options.command],
    environment: parts.environment,
    mockServer: {
      url: parts.mock.url,
      own: !('url' in options.mock),
      latencyMs,
      jitter,
      seed,
      dataset,
    },
    settings: options.settings,
    seed: options.seed,
    rounds: options.rounds,
    warmupRounds: options.warmupRounds,
    comparison: null,
    scenarios: parts.scenarios.map(({ scenario }) => scenario),
    expected: parts.expected,
    trials: [],
  };
}
