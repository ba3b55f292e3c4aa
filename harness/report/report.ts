import type { Summary } from '../analysis/summary.ts';
import { articleTable } from './article.ts';
import { escapeText, markdownTable } from './markdown.ts';
import { runTables } from './tables.ts';
import { terminalTable } from './terminal.ts';

/** What the terminal shows after a run. */
export function terminalReport(summary: Summary): string {
  return [...statusLines(summary), ...runTables(summary).slice(0, 3).map(terminalTable)].join(
    '\n\n',
  );
}

/** The same in Markdown, with the proof of equal work and the article's table. */
export function markdownReport(summary: Summary): string {
  const tables = [...runTables(summary), articleTable(summary)].map(markdownTable);
  const status = statusLines(summary).map((line) => `**${line}**`);
  return `${['# Which concurrency model?', ...status, ...tables, conditions(summary)].join('\n\n')}\n`;
}

function statusLines({ run }: Summary): readonly string[] {
  if (run.status === 'complete') return [];
  return [
    `This run is incomplete: ${run.trials.length} trials were done before it was interrupted.`,
  ];
}

function conditions({ run }: Summary): string {
  const { environment: machine, mockServer: mock, settings } = run;
  const commit =
    machine.gitCommit === null
      ? 'no git commit'
      : `commit ${machine.gitCommit.slice(0, 10)}${machine.gitDirty === true ? ' with changes' : ''}`;
  const facts = [
    `Work: ${run.scenarios[0]?.workload ?? ''}, ${settings.items} items, ${settings.workers} workers with ${settings.inFlight} requests in flight each, batches of ${settings.batchSize}, ${settings.encoding}`,
    `Mock server: ${mock.latencyMs} ms ± ${Math.round(100 * mock.jitter)} %, seed ${mock.seed}; data ${mock.dataset.source} (${mock.dataset.version}), sha256 ${mock.dataset.sha256.slice(0, 12)}`,
    `Machine: ${machine.cpuModel}, ${machine.cores} cores, ${(machine.memoryBytes / 2 ** 30).toFixed(0)} GiB, ${machine.platform}, kernel ${machine.kernel}; load ${machine.loadAverage[0]?.toFixed(2) ?? '?'} at the start`,
    `Node ${machine.node}; ${Object.entries(machine.packages)
      .map(([name, version]) => `${name} ${version}`)
      .join(', ')}; ${commit}`,
    `Run: ${run.rounds} rounds in random order (seed ${run.seed}), ${run.warmupRounds} warm-up; started ${run.startedAt}`,
    `Again: npm run compare -- ${run.command.join(' ')}`.trim(),
  ];
  return ['## Conditions', '', ...facts.map((fact) => `- ${escapeText(fact)}`)].join('\n');
}
