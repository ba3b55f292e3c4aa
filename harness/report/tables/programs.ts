import { median } from 'simple-statistics';

import type { RunFile, Scenario } from '../../../results/format.ts';
import type { Summary } from '../../analysis/summary.ts';
import { completedTrials } from '../../analysis/trials.ts';
import { formatList } from '../../text/format.ts';

/** Median of each number that a program counts itself, by its name. */
export function counters(
  run: RunFile,
  { id, language }: Scenario,
): Readonly<Record<string, number>> {
  if (language === null) return {};
  const trials = completedTrials(run, id);
  const names = new Set(trials.flatMap(({ figures }) => Object.keys(figures)));
  const medianOf = (name: string) => median(trials.flatMap(({ figures }) => figures[name] ?? []));
  return Object.fromEntries([...names].map((name) => [name, medianOf(name)]));
}

/** What executes each program in another language, and what it counts itself. */
export function programNotes({ run }: Summary): readonly string[] {
  return programs(run).map((scenario) => {
    const counted = Object.entries(counters(run, scenario));
    const text = counted.map(([name, value]) => `, ${name} ${value}`).join('');
    return `${scenario.label}: ${scenario.language ?? ''}, ${scenario.runtime}${text}.`;
  });
}

/** Why programs have no figures once up. */
export function notDrivenNotes({ run }: Summary): readonly string[] {
  const labels = programs(run).map(({ label }) => label);
  if (labels.length === 0) return [];
  return [`${formatList(labels)}: n/a, a program in another language is not driven.`];
}

function programs({ scenarios }: RunFile): readonly Scenario[] {
  return scenarios.filter(({ language }) => language !== null);
}
