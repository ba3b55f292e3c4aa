import { max, mean, median } from 'simple-statistics';

import type { CompletedTrial, MachineLoad } from '../../../results/format.ts';
import { formatValue } from '../../text/format.ts';
import type { Summary } from '../summary.ts';
import { completedTrials } from '../trials.ts';
import { inEachScenario, inRun, type Detector } from './detector.ts';

/** Of all cores, in the median trial: the limit at which a check calls itself inconclusive. */
const FOREIGN_CPU_SHARE = 0.1;

/** Pressure during a trial is no sign: more workers than cores make it themselves. */
export const busyMachine: Detector = {
  code: 'busy-machine',
  severity: 'warning',
  detect: inRun((summary) => {
    const shares = machineShares(summary, 'foreignCpuShare');
    if (shares.length === 0 || median(shares) <= FOREIGN_CPU_SHARE) return null;
    return {
      seen: `other programs used ${percent(median(shares))} of all cores in the median trial, ${percent(max(shares))} at most`,
      advice: 'Close them and rerun, or use more --rounds.',
    };
  }),
};

/** Share of the 10 s before the run in which some process waited for a core. */
const PRESSURE_SHARE = 0.25;

export const pressureBefore: Detector = {
  code: 'pressure-before',
  severity: 'note',
  detect: inRun(({ run: { environments } }) => {
    const pressure = Math.max(...environments.map(({ cpuPressure10s }) => cpuPressure10s ?? 0));
    if (pressure <= PRESSURE_SHARE) return null;
    return {
      seen: `processes waited for a core during ${percent(pressure)} of the 10 s before the run`,
      advice: 'Wait until the machine is idle before a run.',
    };
  }),
};

/** Time the hypervisor gave to others; more than this is no quiet machine. */
const STEAL_SHARE = 0.01;

export const steal: Detector = {
  code: 'steal',
  severity: 'warning',
  detect: inRun((summary) => {
    const shares = machineShares(summary, 'stealShare');
    if (shares.length === 0 || mean(shares) <= STEAL_SHARE) return null;
    return {
      seen: `the hypervisor withheld ${tenths(mean(shares))} of the CPU time, ${tenths(max(shares))} in the worst trial`,
      advice: 'Times are too long by about this much. Use a machine with dedicated cores.',
    };
  }),
};

/** Of the periods of a CPU quota: a tree that stands still now and then has times that no code explains. */
const THROTTLED_SHARE = 0.01;

export const cpuThrottled: Detector = {
  code: 'cpu-throttled',
  severity: 'warning',
  detect: inRun((summary) => {
    const shares = machineShares(summary, 'throttledShare');
    if (shares.length === 0 || mean(shares) <= THROTTLED_SHARE) return null;
    return {
      seen: `the CPU quota was used up in ${tenths(mean(shares))} of its periods, ${tenths(max(shares))} in the worst trial, and the trial stood still for the rest of each`,
      advice:
        'Times show the quota and not only the models. Raise the quota (cpu.max, docker --cpus), or use fewer --workers.',
    };
  }),
};

/** Of the server's one event loop or one core: above it the server's answers wait. */
const SERVER_BUSY_SHARE = 0.7;

export const mockBound: Detector = {
  code: 'mock-bound',
  severity: 'problem',
  detect: inEachScenario((trials) => {
    const busy = trials.map(serverBusyShare).filter((share) => share !== null);
    if (busy.length === 0 || median(busy) <= SERVER_BUSY_SHARE) return null;
    return {
      seen: `the mock server was busy ${percent(median(busy))} of the time`,
      advice:
        'The server limited the result, not the model. Raise --latency, lower --in-flight, or run the server on another machine (--mock-url).',
    };
  }),
};

function serverBusyShare({ served, metrics }: CompletedTrial): number | null {
  const time = metrics['wallMs'];
  if (served === null || !time) return null;
  return Math.max(served.loopUtilization, served.cpuMs / time);
}

function machineShares({ run }: Summary, name: keyof MachineLoad): number[] {
  return run.scenarios
    .flatMap(({ id }) => completedTrials(run, id))
    .map(({ machine }) => machine[name])
    .filter((share) => share !== null);
}

function percent(share: number): string {
  return formatValue(share, 'share');
}

function tenths(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}
