import type { Summary } from '../../analysis/summary.ts';
import type { Chart } from './chart.ts';
import { cpuChart } from './cpu.ts';
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
