import type { Environment, RunFile } from '../../results/format.ts';
import { escapeText } from '../text/markdown.ts';

type RunCommand = 'compare' | 'check';

/** Under which conditions a run was made and how to make it again, in Markdown. */
export function conditionsSection(run: RunFile, command: RunCommand): string {
  const facts = conditions(run, command).map((fact) => `- ${escapeText(fact)}`);
  return ['## Conditions', '', ...facts].join('\n');
}

/** The same as plain sentences. */
export function conditions(run: RunFile, command: RunCommand): readonly string[] {
  const { mockServer: mock, settings } = run;
  return [
    `Work: ${run.scenarios[0]?.workload ?? ''}, ${settings.items} items, ${settings.workers} workers with ${settings.inFlight} requests in flight each, batches of ${settings.batchSize}, ${settings.encoding}`,
    mock === null
      ? 'Mock server: none, the workload does not use it'
      : `Mock server: ${mock.latencyMs} ms ± ${Math.round(100 * mock.jitter)} %, seed ${mock.seed}; data ${mock.dataset.source} (${mock.dataset.version}), sha256 ${mock.dataset.sha256.slice(0, 12)}`,
    ...machineFacts(run.environment),
    `Run: ${run.rounds} rounds in random order (seed ${run.seed}), ${run.warmupRounds} warm-up; started ${run.startedAt}`,
    `Again: npm run ${command} -- ${run.command.join(' ')}`.trim(),
  ];
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
export function commitText(version: {
  readonly gitCommit: string | null;
  readonly gitDirty: boolean | null;
}): string {
  if (version.gitCommit === null) return 'no git commit';
  return `commit ${version.gitCommit.slice(0, 10)}${version.gitDirty === true ? ' with changes' : ''}`;
}
