import type { CompletedTrial } from '../../../results/format.ts';
import { compare } from '../../analysis/comparison.ts';
import { comparisonText } from '../../analysis/ratio-text.ts';
import { labelOf, type ScenarioSummary, type Summary } from '../../analysis/summary.ts';
import { completedTrials, valueOf } from '../../analysis/trials.ts';
import { medianInterval } from '../../stats/median.ts';
import { formatList, formatRatio, formatValue } from '../../text/format.ts';
import { isFloor } from './compared-columns.ts';

/** What a program says its start-up took of the CPU of its processes. */
const START_UP_CPU = 'CPU of start-up, ms';

/** What explains the differences, in figures of this run alone. */
export function explanations(
  summary: Summary,
  programs: readonly ScenarioSummary[],
): readonly string[] {
  const valid = programs.filter((one) => one.valid && !isFloor(one));
  return [
    ...perProgram(summary, valid, 'Cores kept busy, CPU ÷ time', coresOf, formatRatio),
    ...perProgram(summary, valid, 'Start-up, as a share of the CPU', startUpShare, (share) =>
      formatValue(share, 'share'),
    ),
    ...valid.flatMap((one) => ofVariant(summary, one, programs)),
  ];
}

/** One figure of every program that has it. */
function perProgram(
  { run }: Summary,
  programs: readonly ScenarioSummary[],
  title: string,
  figureOf: (trial: CompletedTrial) => number | null,
  format: (figure: number) => string,
): readonly string[] {
  const parts = programs.flatMap((one) => {
    const figures = completedTrials(run, one.scenario.id).flatMap((trial) => figureOf(trial) ?? []);
    if (figures.length === 0) return [];
    return `${labelOf(one)} ${format(medianInterval(figures, 0.95).estimate)}`;
  });
  return parts.length === 0 ? [] : [`${title}: ${parts.join(', ')}.`];
}

function coresOf(trial: CompletedTrial): number | null {
  const [cpu, wall] = [valueOf(trial, 'cpuMs'), valueOf(trial, 'wallMs')];
  return cpu === null || wall === null || wall === 0 ? null : cpu / wall;
}

function startUpShare(trial: CompletedTrial): number | null {
  const [startUp, cpu] = [valueOf(trial, START_UP_CPU), valueOf(trial, 'cpuMs')];
  return startUp === null || cpu === null || cpu === 0 ? null : startUp / cpu;
}

/** What a variant costs beside its main model, with the counters in which the two differ. */
function ofVariant(
  { run }: Summary,
  one: ScenarioSummary,
  programs: readonly ScenarioSummary[],
): readonly string[] {
  const main = programs.find(({ scenario }) => scenario.id === one.scenario.main);
  if (main === undefined) return [];
  const ratio = (metric: 'cpuMs' | 'wallMs') =>
    compare(run, one.scenario.id, main.scenario.id, metric);
  const [cpu, time] = [ratio('cpuMs'), ratio('wallMs')];
  if (cpu === null || time === null) return [];
  const differences = counterDifferences(one, main);
  const because = differences.length === 0 ? '' : `, with ${formatList(differences)}`;
  return [
    `${labelOf(one)} against ${labelOf(main)}: CPU, ${comparisonText(cpu, 'amount')}; time, ${comparisonText(time, 'time')}${because}.`,
  ];
}

/** `100 connections per pool, not 10`, of the last trial of each. */
function counterDifferences(one: ScenarioSummary, main: ScenarioSummary): readonly string[] {
  const [ours, others] = [countersOf(one), countersOf(main)];
  const names = [...new Set([...Object.keys(ours), ...Object.keys(others)])];
  return names
    .filter((name) => name !== START_UP_CPU && (ours[name] ?? 0) !== (others[name] ?? 0))
    .map((name) => {
      const [value, other] = [ours, others].map((all) => formatValue(all[name] ?? 0, 'count'));
      return `${value ?? ''} ${name} instead of ${other ?? ''}`;
    });
}

/** Those of the program, and the connections that the mock server saw. */
function countersOf({ last }: ScenarioSummary): Readonly<Record<string, number>> {
  if (last === null) return {};
  const opened = last.served === null ? {} : { 'connections opened': last.served.connections };
  return { ...last.figures, ...opened };
}
