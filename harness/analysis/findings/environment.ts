import type { Environment } from '../../../results/format.ts';
import { formatRatio } from '../../text/format.ts';
import { type Detector, inRun } from './detector.ts';

/** Applications set it as well, and their packages choose their code by it. */
const EXPECTED = ['NODE_ENV'];

export const environmentVariables: Detector = {
  code: 'environment-variables',
  severity: 'warning',
  detect: inRun(({ run: { environments } }) => {
    const set = environments
      .flatMap(({ variables }) => Object.entries(variables))
      .filter(([name]) => !EXPECTED.includes(name))
      .map(([name, value]) => (value === 'set' ? name : `${name}=${value}`));
    if (set.length === 0) return null;
    return {
      seen: `environment variables that change figures are set: ${[...new Set(set)].join(', ')}`,
      advice: 'Unset them, or compare only with runs that have the same ones.',
    };
  }),
};

export const limitedCores: Detector = {
  code: 'limited-cores',
  severity: 'note',
  detect: inRun(({ run: { environments } }) => {
    const limits = environments.flatMap(limitOf);
    if (limits.length === 0) return null;
    return {
      seen: limits.join('; '),
      advice: 'The figures hold for this limit. Compare only with runs that have the same one.',
    };
  }),
};

function limitOf({ cores, machineCores, cpuQuotaCores }: Environment): readonly string[] {
  const most = machineCores ?? cores;
  const quota = cpuQuotaCores !== null && cpuQuotaCores < most ? cpuQuotaCores : null;
  if (quota === null && cores >= most) return [];
  const by =
    quota === null
      ? 'CPU affinity (taskset or a cpuset) allows no more'
      : `a CPU quota allows ${formatRatio(quota)} cores' worth of CPU time`;
  return [`the run uses ${cores} of the machine's ${most} cores: ${by}`];
}
