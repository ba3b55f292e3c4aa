import type { RunFile } from '../../results/format.ts';
import { loadWorkload } from '../catalog.ts';
import type { CompareOptions } from './options.ts';
import { createPlan } from '../engine/plan.ts';
import type { Watch } from '../engine/progress.ts';
import { modelsWithFloors, scenarioOf } from '../engine/scenario.ts';
import { measure } from '../engine/session.ts';
import type { OutputFolder } from '../output/output-folder.ts';

/**
 * Runs every round and keeps the run file up to date; the file as it is at the end.
 * Throws HarnessError; what was measured until then is saved as an incomplete run. `ready` sees the
 * run before its first trial, and may throw to prevent it.
 */
export async function compare(
  options: CompareOptions,
  output: OutputFolder,
  watch: Watch,
  ready: (run: RunFile) => void = () => undefined,
): Promise<RunFile> {
  const { rounds, warmupRounds } = options;
  const workload = await loadWorkload(options.workload);
  const models = await modelsWithFloors(options.models);
  const runnables = models.map(({ url, value }) => ({
    modelUrl: url,
    workloadUrl: workload.url,
    scenario: scenarioOf(value, workload.value, { arm: null, nodeVersion: process.versions.node }),
  }));
  const nextOrder = createPlan(options.seed);
  const about = {
    options,
    output,
    workload: workload.value,
    ...{ rounds, warmupRounds, comparison: null },
    scenarios: runnables.map(({ scenario }) => scenario),
  };
  return measure(about, watch, async (session) => {
    ready(session.run);
    const groups = runnables.map((runnable) => [runnable]);
    for (let round = -warmupRounds; round < rounds && !watch.signal.aborted; round++) {
      await session.runRound(round, nextOrder(groups), rounds - 1 - round);
    }
  });
}
