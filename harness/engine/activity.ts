import type { RunFile } from '../../results/format.ts';
import { roundName } from '../../results/round-name.ts';
import type { Activity } from './progress.ts';
import type { CapacityStep, LaunchStep, Round, Step } from './scheduler.ts';

/** What a step does, for people; of a round, with the scenario at work. */
export function activityOf(step: Round, run: RunFile, scenario: string): Activity;
export function activityOf(step: LaunchStep | CapacityStep, run: RunFile): Activity;
export function activityOf(step: Step, run: RunFile, scenario?: string): Activity {
  switch (step.kind) {
    case 'round':
      return { phase: `${step.phase} rounds`, text: `${roundText(step, run)}: ${scenario ?? ''}` };
    case 'launch': {
      const text = step.round < 0 ? 'pilot launch' : `launch ${step.round + 1}`;
      return { phase: 'launches', text };
    }
    case 'capacity':
      return { phase: 'capacity', text: `${step.copies} copies of the work side by side` };
  }
}

function roundText({ phase, round, order }: Round, { scenarios, schedule }: RunFile): string {
  if (phase !== 'sample') return phase === 'warm-up' ? 'warm-up round' : 'confirmation';
  const taking = scenarios.filter(({ id }) => order.includes(id));
  const most = Math.max(...taking.map(({ rounds }) => rounds));
  const mayEnd = schedule.looks.length > 1 || taking.some(({ role }) => role !== null);
  return `${roundName(round)} of ${mayEnd ? 'at most ' : ''}${most}`;
}
