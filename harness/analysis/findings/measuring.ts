import { median } from 'simple-statistics';

import { formatRatio, formatValue } from '../../text/format.ts';
import { completedTrials } from '../trials.ts';
import { inEachScenario, inRun, type Detector } from './detector.ts';

/** Between the kernel's CPU and the processes' own account, as a share of the former. */
const CPU_APART_SHARE = 0.02;
/** Two ticks of the kernel's clock. */
const CPU_APART_MS = 20;
/**
 * What a process says of itself lacks its exit: 10-33 ms per process (cpuMs - cpuSelfMs of
 * results/reference/run.json, medians per model), and 35-55 ms in the run that was there before, on a slower
 * day, so the kernel may say that much more. Large heaps take longer (39-66 ms after the long work beside it);
 * there the share of the whole covers it.
 */
const EXIT_MS = 55;

export const cpuDisagrees: Detector = {
  code: 'cpu-disagrees',
  severity: 'warning',
  detect: inEachScenario((trials) => {
    const apart = trials.flatMap(({ metrics: { cpuMs, cpuSelfMs, processes } }) =>
      typeof cpuMs === 'number' && typeof cpuSelfMs === 'number'
        ? [{ cpuMs, cpuSelfMs, exitMs: EXIT_MS * (processes ?? 1) }]
        : [],
    );
    const off = apart.filter(({ cpuMs, cpuSelfMs, exitMs }) => {
      const allowed = CPU_APART_SHARE * cpuMs + CPU_APART_MS;
      return cpuSelfMs - cpuMs > allowed || cpuMs - cpuSelfMs > allowed + exitMs;
    });
    if (2 * off.length <= apart.length) return null;
    const middle = (pick: (one: (typeof off)[number]) => number) =>
      formatValue(median(off.map(pick)), 'ms');
    return {
      seen: `the kernel counted ${middle(({ cpuMs }) => cpuMs)} of CPU time, the processes reported ${middle(({ cpuSelfMs }) => cpuSelfMs)}`,
      advice:
        'A process of the model does not report its CPU time, or its parent does not wait for it.',
    };
  }),
};

/** Of one core. */
const SAMPLER_SHARE = 0.02;

export const samplerCost: Detector = {
  code: 'sampler-cost',
  severity: 'note',
  detect: inRun(({ run, scenarios }) => {
    const shares = scenarios.flatMap(({ scenario: { id } }) => {
      const each = completedTrials(run, id).flatMap(({ metrics: { samplerCpuMs, wallMs } }) =>
        typeof samplerCpuMs === 'number' && wallMs ? [samplerCpuMs / wallMs] : [],
      );
      return each.length === 0 ? [] : [{ id, share: median(each) }];
    });
    const most = shares.toSorted((a, b) => b.share - a.share)[0];
    if (most === undefined || most.share <= SAMPLER_SHARE) return null;
    return {
      seen: `reading memory took ${(100 * most.share).toFixed(1)} % of one core during ${most.id}, more than in any other model`,
      advice: 'Differences in time smaller than this are not meaningful.',
    };
  }),
};

/** Peak RSS over peak PSS. One process alone has up to 1.3 of it, in old runs. */
const SHARED_RATIO = 1.5;

export const sharedPages: Detector = {
  code: 'shared-pages',
  severity: 'note',
  detect: inEachScenario((_, { metrics: { peakRssBytes, peakPssBytes } }) => {
    if (peakRssBytes === null || peakPssBytes === null) return null;
    const ratio = peakRssBytes.estimate / peakPssBytes.estimate;
    if (!(ratio > SHARED_RATIO)) return null;
    return {
      seen: `peak RSS (${formatValue(peakRssBytes.estimate, 'bytes')}) is ${formatRatio(ratio)}x peak PSS (${formatValue(peakPssBytes.estimate, 'bytes')})`,
      advice: 'RSS counts pages that processes share once per process. Compare PSS.',
    };
  }),
};
