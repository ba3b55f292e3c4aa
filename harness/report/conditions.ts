import type { Environment, RunFile, Scenario } from '../../results/format.ts';
import { invocation } from '../project.ts';
import { formatCounts } from '../text/format.ts';
import { escapeText } from '../text/markdown.ts';
import { shared, working } from './shared.ts';

/** Under which conditions a run was made and how to make it again, in Markdown. */
export function conditionsSection(run: RunFile): string {
  const facts = conditions(run).map((fact) => `- ${escapeText(fact)}`);
  return ['## Conditions', '', ...facts].join('\n');
}

/** The same as plain sentences; what all scenarios share is said once. */
export function conditions(run: RunFile): readonly string[] {
  const { schedule, environments, startedAt } = run;
  const scenarios = working(run.scenarios);
  const rounds = scenarios.map((scenario) => scenario.rounds);
  const again = invocation(schedule.command, ...schedule.arguments);
  return [
    ...shared(scenarios, workText, (work, of) => `Work${of}: ${work}`),
    ...shared(scenarios, mockText, (mock, of) => `Mock server${of}: ${mock}`),
    ...environments.flatMap(machineFacts),
    `Run: ${formatCounts(rounds, 'round')} in random order (seed ${schedule.seed}), ${schedule.warmupRounds} warm-up; started ${startedAt}`,
    `Again: ${again}`,
  ];
}

function workText({ workload, model, settings }: Scenario): string {
  if (settings === null) return workload ?? model;
  const { items, workers, inFlight, batchSize, encoding } = settings;
  return `${workload ?? model}, ${items} items, ${workers} workers with ${inFlight} requests in flight each, batches of ${batchSize}, ${encoding}`;
}

function mockText({ mock }: Scenario): string {
  if (mock === null) return 'none';
  const { latencyMs, jitter, seed, dataset } = mock;
  return `${latencyMs} ms ± ${Math.round(100 * jitter)} %, seed ${seed}; data ${dataset.source} (${dataset.version}), sha256 ${dataset.sha256.slice(0, 12)}`;
}

/** What it ran on. */
export function machineFacts(machine: Environment): readonly string[] {
  return [
    `Machine: ${machine.cpuModel}, ${machine.cores} cores, ${(machine.memoryBytes / 2 ** 30).toFixed(0)} GiB, ${machine.platform}, kernel ${machine.kernel}; load ${machine.loadAverage[0]?.toFixed(2) ?? '?'} at the start`,
    `Node ${machine.node}; ${Object.entries(machine.packages)
      .map(([name, version]) => `${name} ${version}`)
      .join(', ')}; ${commitText(machine)}`,
  ];
}

/** A version of the files as people name it. */
export function commitText({
  gitCommit,
  gitDirty,
}: Pick<Environment, 'gitCommit' | 'gitDirty'>): string {
  if (gitCommit === null) return 'no git commit';
  return `commit ${gitCommit.slice(0, 10)}${gitDirty === true ? ' with changes' : ''}`;
}
