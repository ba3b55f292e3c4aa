import type { Finding } from './finding.ts';
import { budgets } from './findings/budgets.ts';
import { injected, runOfCheck } from './findings/checked.ts';
import {
  failedTrials,
  incompleteRun,
  invalidTrials,
  tooFewRounds,
} from './findings/completeness.ts';
import type { Detector } from './findings/detector.ts';
import { environmentVariables, limitedCores } from './findings/environment.ts';
import { faults } from './findings/faults.ts';
import { failedLaunch } from './findings/launches.ts';
import { busyMachine, cpuThrottled, mockBound, pressureBefore, steal } from './findings/machine.ts';
import { cpuDisagrees, samplerCost, sharedPages } from './findings/measuring.ts';
import { drift, outliers, twoModes } from './findings/noise.ts';
import { itemsTooQuick } from './findings/quick-items.ts';
import { resumedRun } from './findings/resumed.ts';
import { siblingCores } from './findings/sibling-cores.ts';
import { moreWorkersThanCores, startUpShare, unequalBatches } from './findings/work.ts';
import type { Summary } from './summary.ts';

/** All that is looked for; within a severity, findings come in this order. */
const DETECTORS: readonly Detector[] = [
  ...[invalidTrials, failedTrials, injected, mockBound],
  ...budgets,
  ...[
    incompleteRun,
    tooFewRounds,
    itemsTooQuick,
    busyMachine,
    steal,
    cpuThrottled,
    environmentVariables,
    faults,
    twoModes,
    drift,
    failedLaunch,
    cpuDisagrees,
  ],
  ...[
    outliers,
    unequalBatches,
    startUpShare,
    moreWorkersThanCores,
    limitedCores,
    siblingCores,
    sharedPages,
  ],
  ...[samplerCost, pressureBefore, resumedRun, runOfCheck],
];

const SEVERITIES = ['problem', 'warning', 'note'] as const;

/** What the reader of a run must know, the gravest first. */
export function runFindings(summary: Summary): readonly Finding[] {
  const all = DETECTORS.flatMap(({ code, severity, detect }) =>
    detect(summary).map((sighting) => ({ code, severity, ...sighting })),
  );
  return SEVERITIES.flatMap((severity) => all.filter((one) => one.severity === severity));
}
