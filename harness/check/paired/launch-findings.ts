import type { RunFile } from '../../../results/format.ts';
import type { Finding } from '../../analysis/finding.ts';
import { launchesOf } from '../../analysis/launches.ts';
import { type ComparedModel, pilotOf } from './compared-models.ts';

/** What launches say of themselves. */
export function launchFindings(run: RunFile, models: readonly ComparedModel[]): readonly Finding[] {
  return models.flatMap((model) => noLaunches(run, model) ?? idleSides(run, model));
}

function noLaunches(run: RunFile, model: ComparedModel): Finding | null {
  const pilot = pilotOf(run, model);
  if (pilot?.status !== 'failed') return null;
  return {
    code: 'no-launches',
    severity: 'warning',
    scenario: pilot.scenario ?? model.head.id,
    seen: `both sides cannot be measured in turn: ${pilot.message}`,
    advice: 'Time and CPU are judged by whole trials, which takes many rounds and sees less.',
  };
}

/** Of the CPU that a side used for its own work. */
const IDLE_SHARE = 0.005;

function idleSides(run: RunFile, model: ComparedModel): readonly Finding[] {
  return [model.base, model.head].flatMap(({ id }) => {
    const sides = launchesOf(run, [model.base.id, model.head.id]).map(
      ({ scenarios, sides: all }) => all[scenarios.indexOf(id)],
    );
    const sum = (pick: (side: NonNullable<(typeof sides)[number]>) => number) =>
      sides.reduce((total, side) => total + (side === undefined ? 0 : pick(side)), 0);
    const share = sum(({ stoppedCpuMs }) => stoppedCpuMs ?? 0) / sum(({ ownCpuMs }) => ownCpuMs);
    if (!(share > IDLE_SHARE)) return [];
    return [
      {
        code: 'idle-side' as const,
        severity: 'warning' as const,
        scenario: id,
        seen: `it used ${(100 * share).toFixed(1)} % of its CPU while it was stopped and the other side worked`,
        advice:
          'On a busy machine sides stop late; on a quiet one look for a process that leaves the process group of its trial.',
      },
    ];
  });
}
