import { formatRatio } from '../../text/format.ts';
import { parallelCapacities } from '../capacity.ts';
import { CONFIDENCE } from '../confidence.ts';
import type { Summary } from '../summary.ts';
import { type Detector, inRun } from './detector.ts';

/** Cores' worth: two copies of the floor's work that each have a core of their own give almost 2. */
const FEWEST_OF_TWO = 1.6;

export const siblingCores: Detector = {
  code: 'sibling-cores',
  severity: 'note',
  detect: inRun((summary) => {
    const seen = [...topology(summary), ...behaviour(summary)];
    if (seen.length === 0) return null;
    return {
      seen: seen.join('; '),
      advice:
        'A second worker cannot double the speed here: judge speed-ups by what the machine gives.',
    };
  }),
};

function topology({ run: { environments } }: Summary): readonly string[] {
  const most = Math.max(...environments.map(({ threadsPerCore }) => threadsPerCore ?? 1));
  return most > 1 ? [`${most} of the cores that the system counts are threads of one core`] : [];
}

function behaviour({ run }: Summary): readonly string[] {
  const two = parallelCapacities(run, CONFIDENCE).find(({ copies }) => copies === 2);
  if (two === undefined || two.cores.estimate >= FEWEST_OF_TWO) return [];
  return [
    `2 copies of the floor's work at once give ${formatRatio(two.cores.estimate)} cores' worth`,
  ];
}
