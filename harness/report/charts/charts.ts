import type { Summary } from '../../analysis/summary.ts';
import type { Chart, DrawnChart } from './chart.ts';
import { cpuChart } from './cpu.ts';
import { drawChart } from './draw.ts';
import { latencyChart } from './latency.ts';
import { memoryChart } from './memory.ts';
import { phasesChart } from './phases.ts';
import { timeChart } from './time.ts';

/** Every chart the run has figures for, in the order they are read. */
export function runCharts(summary: Summary): readonly Chart[] {
  return [timeChart, memoryChart, cpuChart, phasesChart, latencyChart].flatMap(
    (chart) => chart(summary) ?? [],
  );
}

/** One after the other: Vega counts ids over a whole process. */
export async function drawCharts(summary: Summary): Promise<readonly DrawnChart[]> {
  const drawn: DrawnChart[] = [];
  for (const chart of runCharts(summary)) drawn.push(await drawChart(chart));
  return drawn;
}
