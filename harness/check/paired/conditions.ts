import type { RunFile } from '../../../results/format.ts';
import type { Finding } from '../../analysis/finding.ts';
import { busyMachine, pressureBefore, steal } from '../../analysis/findings/machine.ts';
import { drift } from '../../analysis/findings/noise.ts';
import { summarize } from '../../analysis/summary.ts';

/** What else the machine did: reasons for wide intervals, never for a verdict. */
export function conditionFindings(run: RunFile): readonly Finding[] {
  const summary = summarize(run);
  return [busyMachine, steal, drift, pressureBefore].flatMap(({ code, severity, look }) =>
    look(summary).map((sighting) => ({ code, severity, ...sighting })),
  );
}
