import { countOf, faultsAsked } from '../faults.ts';
import { type Detector, inRun } from './detector.ts';

/** The server's answers were faulty on purpose. */
export const faults: Detector = {
  code: 'faults',
  severity: 'warning',
  detect: inRun(({ run }) => {
    const faulty = run.scenarios.find((scenario) => faultsAsked(scenario) !== null);
    const http = faulty?.expected?.http ?? null;
    if (faulty === undefined || http === null) return null;
    const count = countOf(http.faults ?? {});
    return {
      seen: `${count} of ${http.requests} answers of each trial were faulty on purpose (--faults ${faultsAsked(faulty) ?? ''})`,
      advice:
        'Times include failed attempts and waits. Compare only with runs that have the same faults, retries and timeout.',
    };
  }),
};
