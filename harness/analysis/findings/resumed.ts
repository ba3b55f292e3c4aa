import { formatCounts, formatList, formatTime } from '../../text/format.ts';
import { inRun, type Detector } from './detector.ts';

export const resumedRun: Detector = {
  code: 'resumed',
  severity: 'note',
  detect: inRun(({ run: { resumptions } }) => {
    if (resumptions.length === 0) return null;
    const times = resumptions.map(
      ({ at, trials, launches }) =>
        `on ${formatTime(at)} after ${formatCounts([trials], 'trial')} and ${formatCounts([launches], 'launch')}`,
    );
    return {
      seen: `the run was interrupted, and resumed ${formatList(times)}`,
      advice:
        'Ratios are paired within rounds and hold. Times from before and after are of different hours: rerun without --resume to quote them.',
    };
  }),
};
