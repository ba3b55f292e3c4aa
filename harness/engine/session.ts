import { join } from 'node:path';

import {
  connectMockServer,
  MockServerError,
  startMockServer,
  type MockServer,
} from '../../mock-server/client.ts';
import {
  type Comparison,
  type ExpectedWork,
  FORMAT_VERSION,
  type RunFile,
  type Scenario,
} from '../../results/format.ts';
import type { Workload } from '../contract.ts';
import { HarnessError } from '../errors.ts';
import { Launcher } from '../measure/launcher.ts';
import type { OutputFolder } from '../output/output-folder.ts';
import { readEnvironment } from './environment.ts';
import type { MeasureOptions } from './options.ts';
import { privateExecutable } from './private-executable.ts';
import type { Watch } from './progress.ts';
import { referenceRun } from './reference.ts';
import { runRound } from './round.ts';
import { RunFileWriter } from './run-file.ts';
import { ScratchFolder } from './scratch-folder.ts';
import { timeLimitMs } from './time-limit.ts';
import { type RunnableScenario, runTrial, type TrialContext } from './trial.ts';

/** What is to be measured. */
export interface RunOrder {
  readonly options: MeasureOptions;
  /** Where the run file goes. */
  readonly output: OutputFolder;
  /** Says what every trial must prove. */
  readonly workload: Workload;
  readonly scenarios: readonly Scenario[];
  readonly comparison: Comparison | null;
  readonly rounds: number;
  readonly warmupRounds: number;
}

/** A run in the making: mock server and launcher are up, the run file is open. */
export interface Session {
  /** Everything measured so far. */
  readonly run: RunFile;
  /** Runs the scenarios in this order. By now's plan `roundsAfter` more rounds have the same ones. */
  runRound(round: number, order: readonly RunnableScenario[], roundsAfter: number): Promise<void>;
  /** From this round on, what the rounds before it found is confirmed. */
  confirmFrom(round: number): void;
}

/** Generated data and the trials' Node are kept here, in the folder the command runs in. */
export const CACHE_DIR = '.cache';

/**
 * Opens all that a run needs, lets `body` run its rounds, and closes it; the run file as it is at
 * the end. Throws HarnessError; what was measured until then is saved as an incomplete run.
 */
export async function measure(
  order: RunOrder,
  watch: Watch,
  body: (session: Session) => Promise<void>,
): Promise<RunFile> {
  const environment = await readEnvironment();
  const executable = await privateExecutable(CACHE_DIR);
  using scratch = new ScratchFolder();
  try {
    await using mock = await openMockServer(order.options);
    const settings = { ...order.options.settings, origin: mock.url };
    const bodyPackPath = join(scratch.path, 'bodies');
    const expected = await referenceRun({ workload: order.workload, settings, mock, bodyPackPath });
    const run = emptyRun(order, { environment, mock, expected });
    const writer = await RunFileWriter.create(order.output, run);
    await using launcher = await Launcher.start();
    const timeoutMs = order.options.trialTimeoutMs ?? timeLimitMs(settings, mock.about.latencyMs);
    const context = { launcher, executable, mock, settings, expected, bodyPackPath, timeoutMs };
    watch.progress.begin();
    try {
      await body(openSession(context, writer, watch));
    } catch (error) {
      await writer.end('incomplete');
      throw error;
    }
    return await writer.end(watch.signal.aborted ? 'incomplete' : 'complete');
  } catch (error) {
    if (!(error instanceof MockServerError)) throw error;
    throw new HarnessError('mock-server', error.message, { cause: error });
  } finally {
    watch.progress.end();
  }
}

function openSession(
  context: TrialContext,
  writer: RunFileWriter,
  { progress, signal }: Watch,
): Session {
  const lost = context.mock.exited.then((error) => {
    throw error;
  });
  return {
    get run() {
      return writer.run;
    },
    confirmFrom(round) {
      writer.confirmFrom(round);
    },
    async runRound(round, order, roundsAfter) {
      const ids = order.map(({ scenario }) => scenario.id);
      const later = Array.from({ length: roundsAfter }, () => ids).flat();
      const trials = runRound(
        order,
        async (runnable, position) => {
          const trial = await runTrial(runnable, { round, position }, context, signal);
          // A trial that Ctrl-C ended says nothing about its scenario.
          if (signal.aborted) return trial;
          await writer.add(trial);
          const left = [...ids.slice(position + 1), ...later];
          progress.trialDone(trial, writer.run.trials.length, left);
          return trial;
        },
        signal,
      );
      await Promise.race([trials, lost]);
    },
  };
}

async function openMockServer({ mock, seed }: MeasureOptions): Promise<MockServer> {
  if ('url' in mock) return connectMockServer(mock.url);
  return startMockServer({ ...mock, seed, cacheDir: CACHE_DIR });
}

function emptyRun(
  { options, scenarios, comparison, rounds, warmupRounds }: RunOrder,
  parts: {
    readonly environment: RunFile['environment'];
    readonly mock: MockServer;
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
    rounds,
    warmupRounds,
    comparison,
    scenarios: [...scenarios],
    expected: parts.expected,
    trials: [],
  };
}
