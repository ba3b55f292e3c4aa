import type { RunFile } from '../../../results/format.ts';
import { formatCounts, formatList, formatTime } from '../../text/format.ts';
import { inRun, type Detector } from './detector.ts';

export const resumedRun: Detector = {
  code: 'resumed',
  severity: 'note',
  detect: inRun(({ run }) => {
    const times = resumptionsText(run);
    if (times === '') return null;
    return {
      seen: `the run was interrupted and resumed: ${times}`,
      advice:
        'Ratios are paired within rounds and hold. Times from before and after are of different hours: rerun without --resume before you quote one.',
    };
  }),
};

/** `24 Nov 2026 15:50 UTC after 12 trials and 0 launches`; empty of a run that was not resumed. */
export function resumptionsText({ resumptions }: RunFile): string {
  const times = resumptions.map(({ at, trials, launches }) => {
    const before = [formatCounts([trials], 'trial'), formatCounts([launches], 'launch')];
    return `${formatTime(at)} after ${before.join(' and ')}`;
  });
  return formatList(times);
}
