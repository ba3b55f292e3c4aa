import type { Summary } from '../../analysis/summary.ts';
import { atHome } from '../../analysis/home.ts';
import { withoutVariants } from '../../analysis/variants.ts';
import type { Chart } from '../../drawing/chart.ts';
import { cpuChart } from './cpu.ts';
import { latencyChart } from './latency.ts';
import { memoryChart } from './memory.ts';
import { phasesChart } from './phases.ts';
import { speedUpChart } from './speed-up.ts';
import { timeChart } from './time.ts';

/** Every chart the run has figures for, in the order they are read. */
export function runCharts(all: Summary): readonly Chart[] {
  const summary = withoutVariants(atHome(all));
  return [speedUpChart, timeChart, memoryChart, cpuChart, phasesChart, latencyChart].flatMap(
    (chart) => chart(summary) ?? [],
  );
}
