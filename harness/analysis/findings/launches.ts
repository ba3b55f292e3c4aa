import type { FailedLaunch } from '../../../results/format.ts';
import { formatCounts } from '../../text/format.ts';
import { failedLaunches } from '../counted-launches.ts';
import type { Detector } from './detector.ts';

/** A model that cannot be driven, or did other work, has no figures once up. */
export const failedLaunch: Detector = {
  code: 'failed-launches',
  severity: 'warning',
  detect: ({ run }) =>
    [...Map.groupBy(failedLaunches(run), ({ scenario }) => scenario)].map(([scenario, failed]) => ({
      scenario,
      seen: `${formatCounts([failed.length], 'launch')} failed: ${failed[0]?.message ?? ''}`,
      advice: adviceFor(scenario),
    })),
};

function adviceFor(scenario: FailedLaunch['scenario']): string {
  return scenario === null
    ? 'It counts for nothing. The other launches give the figures once up.'
    : 'The model has no figures once up; its whole trials still count. Fix it and rerun.';
}
