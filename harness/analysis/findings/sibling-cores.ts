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
        'A second worker cannot double the speed here. Compare speed-ups with the parallel capacity of the machine.',
    };
  }),
};

function topology({ run: { environments } }: Summary): readonly string[] {
  const most = Math.max(...environments.map(({ threadsPerCore }) => threadsPerCore ?? 1));
  return most > 1
    ? [`${most} of the cores that the system reports are hardware threads of one core`]
    : [];
}

function behaviour({ run }: Summary): readonly string[] {
  const two = parallelCapacities(run, CONFIDENCE).find(({ copies }) => copies === 2);
  if (two === undefined || two.cores.estimate >= FEWEST_OF_TWO) return [];
  return [
    `two copies of the same work at once did the work of only ${formatRatio(two.cores.estimate)} cores`,
  ];
}
