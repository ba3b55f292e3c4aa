/**
 * How much launches of two equal sides scatter, and what a side does while it is not at work.
 *
 *     npx node test/bench/launches.bench.ts [MODEL] [ITEMS of a slice] [SECONDS of slices] [LAUNCHES]
 *
 * Both sides are the same model at fetch-pokemon without latency. Prints the standard deviation over
 * launches of ln(one side ÷ the other), by the ratio of sums and by the mean of the cycles without a
 * tenth at each end; the standard error within a launch; and the CPU that a side uses between its
 * slices, as a share of that in them, when it is stopped and when it is left alone.
 */
import { join } from 'node:path';
import { mean, sampleStandardDeviation } from 'simple-statistics';

import { cyclesOf, cycleMs, itemCost, launchRatio } from '../../harness/analysis/launches.ts';
import { driveTrial } from '../../harness/engine/driven-trial.ts';
import { Launchers } from '../../harness/engine/live/launchers.ts';
import { runLaunch } from '../../harness/engine/live/run-launch.ts';
import { MockServers } from '../../harness/engine/mocks.ts';
import { modelsWithoutFloor } from '../../harness/engine/models.ts';
import { resolveOptions, settingsFor } from '../../harness/engine/options.ts';
import { prepare } from '../../harness/engine/prepare.ts';
import { privateExecutable } from '../../harness/engine/private-executable.ts';
import { SILENT } from '../../harness/engine/progress.ts';
import { modelScenario } from '../../harness/engine/scenario.ts';
import { scratchFolder } from '../../harness/engine/scratch-folder.ts';
import { liveCommand, type RunnableScenario } from '../../harness/engine/trial.ts';
import { findWorkload } from '../../harness/engine/workload.ts';
import { openProc } from '../../harness/measure/proc.ts';
import { ProcessTree } from '../../harness/measure/process-tree.ts';
import { TreeCpu } from '../../harness/measure/tree-cpu.ts';

const [model = 'single-threaded', ...numbers] = process.argv.slice(2);
const [items = 5, seconds = 5, launches = 8] = numbers.map(Number);

const CACHE = join(import.meta.dirname, '../../.cache');
const WARMUP_ITEMS = 300;

const watch = { progress: SILENT, signal: new AbortController().signal };
using scratch = scratchFolder();
await using mocks = new MockServers(CACHE);
await using launchers = new Launchers();
const context = { launchers, executable: await privateExecutable(CACHE), signal: watch.signal };
const runnable = await prepared();
const batchSize = Math.max(1, Math.ceil(items / (runnable.scenario.settings?.workers ?? 1)));

await printScatter();
for (const stopped of [true, false]) await printRest(stopped);

async function prepared(): Promise<RunnableScenario> {
  const options = resolveOptions({ models: [model], latencyMs: 0 });
  const search = { folder: scratch.path, watch };
  const workload = await findWorkload(options, search);
  const [entry] = await modelsWithoutFloor(options.models, search);
  if (entry === undefined) throw new Error(`there is no model ${model}`);
  const settings = settingsFor(options, workload.value);
  const run = { workload, settings, mock: options.mock, rounds: 1, timeoutMs: null };
  const premises = {
    mocks,
    folder: scratch.path,
    machine: '',
    workMs: null,
    limits: null,
    command: null,
    launches: false,
    watch,
  };
  const [one] = await prepare([modelScenario(entry, run)], premises);
  if (one === undefined) throw new Error('nothing was prepared');
  return one;
}

async function printScatter(): Promise<void> {
  const side = (id: string) => ({ ...runnable, scenario: { ...runnable.scenario, id } });
  const plan = {
    ...{ sizes: [items], batchSize, warmupSlice: items, warmupItems: WARMUP_ITEMS, warmupMs: 0 },
    measureMs: 1000 * seconds,
  };
  const logs = { timeSums: [0], timeTrimmed: [0], cpuSums: [0], within: [0], sliceMs: [0] };
  for (const values of Object.values(logs)) values.pop();
  for (let round = 0; round < launches; round++) {
    const request = {
      sides: [side('a'), side('b')],
      plan,
      phase: 'sample',
      round,
      seed: 1,
    } as const;
    const launch = await runLaunch(request, context);
    if (launch.status === 'failed') throw new Error(launch.message);
    const { timeLog, cpuLog } = launchRatio(launch, 'a', 'b');
    const cycles = cyclesOf(launch).map((cycle) => {
      return Math.log(cycleMs(launch, 'a', cycle) / cycleMs(launch, 'b', cycle));
    });
    logs.timeTrimmed.push(timeLog);
    logs.cpuSums.push(cpuLog ?? NaN);
    logs.timeSums.push(Math.log(itemCost(launch, 'a').ms / itemCost(launch, 'b').ms));
    logs.within.push(sampleStandardDeviation(cycles) / Math.sqrt(cycles.length));
    logs.sliceMs.push(mean(launch.slices.ms));
  }
  console.log(
    `${model}, slices of ${items} items (${mean(logs.sliceMs).toFixed(0)} ms), ${launches} launches of ${seconds} s`,
  );
  for (const name of ['timeSums', 'timeTrimmed', 'cpuSums'] as const) {
    console.log(`  sd of ${name}: ${percent(sampleStandardDeviation(logs[name]))}`);
  }
  console.log(`  standard error of time within a launch: ${percent(mean(logs.within))}`);
}

/** One side at work and as long at rest, in turn. */
async function printRest(stopped: boolean): Promise<void> {
  const [launcher] = await launchers.atLeast(1);
  const program = launcher.drive(
    liveCommand(runnable, { batchSize, warmupItems: null }, context),
    watch.signal,
  );
  const trial = driveTrial(program);
  await trial.pass({ first: 0, count: WARMUP_ITEMS });
  const [proc, pid] = [openProc('/proc'), program.pid ?? NaN];
  using cpu = proc && TreeCpu.open(proc, new ProcessTree(proc, pid));
  if (cpu === null) throw new Error('CPU cannot be read here');
  let [workMs, restMs] = [0, 0];
  const endsAt = performance.now() + 1000 * seconds;
  for (let first = WARMUP_ITEMS; performance.now() < endsAt; first += items) {
    const [startedAt, beforeMs] = [performance.now(), cpu.read()];
    await trial.pass({ first, count: items });
    const tookMs = performance.now() - startedAt;
    if (stopped) process.kill(-pid, 'SIGSTOP');
    cpu.discover();
    const doneMs = cpu.read();
    await new Promise((resolve) => setTimeout(resolve, tookMs));
    const restedMs = cpu.read();
    if (stopped) process.kill(-pid, 'SIGCONT');
    workMs += doneMs - beforeMs;
    restMs += restedMs - doneMs;
  }
  await trial.end();
  const how = stopped ? 'stopped' : 'left alone';
  console.log(`  CPU between slices, ${how}: ${percent(restMs / workMs)} of that in them`);
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}
