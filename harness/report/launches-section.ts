import type { CompletedLaunch, Launch } from '../../results/format.ts';
import { itemCost } from '../analysis/launches.ts';
import type { Summary } from '../analysis/summary.ts';
import { formatCounts, formatTime, formatValue } from '../text/format.ts';
import { escapeHtml, htmlTable } from '../text/html.ts';
import { columnsOf, type Table } from '../text/table.ts';

/** Every launch, folded up: what an item cost each of its sides, or why it failed. */
export function launchesSection({ run }: Summary): string {
  const { launches, scenarios } = run;
  const labels = new Map(scenarios.map(({ id, label }) => [id, label]));
  const good = launches.filter(({ status }) => status === 'completed').length;
  const each = launches.map((launch) => launchDetails(launch, labels));
  const title = `Launches: ${good} of ${launches.length} completed`;
  return launches.length === 0 ? '' : details(title, each.join('\n'));
}

type Labels = ReadonlyMap<string, string>;

function launchDetails(launch: Launch, labels: Labels): string {
  const name = launch.round < 0 ? 'pilot' : `launch ${launch.round}`;
  const started = `<p class="note">Started ${escapeHtml(formatTime(launch.startedAt))}.</p>`;
  if (launch.status === 'failed') {
    const why = `<p>${escapeHtml(launch.message)}</p>`;
    return details(`${name}: ${launch.status}`, `${started}\n${why}`);
  }
  const { slices } = launch;
  const sizes = formatCounts(slices.items, 'item');
  const title = `${name}: ${formatCounts([slices.side.length], 'slice')} of ${sizes}`;
  return details(title, `${started}\n${htmlTable(sidesTable(launch, labels))}`);
}

function sidesTable(launch: CompletedLaunch, labels: Labels): Table {
  const figures = ['time per item', 'CPU per item', 'a slice', 'ready after', 'CPU while stopped'];
  const { scenarios, sides, slices, warmupItems, batchSize } = launch;
  return {
    title: 'Sides',
    columns: columnsOf(['model'], figures),
    rows: scenarios.map((id, index) => {
      const { ms, cpuMs } = itemCost(launch, id);
      const times = slices.ms.filter((_, slice) => slices.side[slice] === index);
      const [shortest, longest] = [Math.min(...times), Math.max(...times)];
      const side = sides[index];
      return [
        { value: labels.get(id) ?? id },
        { value: formatValue(ms, 'ms') },
        { value: formatValue(cpuMs, 'ms') },
        { value: `${formatValue(shortest, 'ms')} to ${formatValue(longest, 'ms')}` },
        { value: formatValue(side?.readyMs ?? null, 'ms') },
        { value: formatValue(side?.stoppedCpuMs ?? null, 'ms') },
      ];
    }),
    notes: [`Warm-up: ${formatCounts([warmupItems], 'item')}; batches of ${batchSize}.`],
  };
}

function details(title: string, content: string): string {
  return `<details><summary>${escapeHtml(title)}</summary>\n${content}\n</details>`;
}
