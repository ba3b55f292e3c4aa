import { z } from 'zod';

import type { TrialRecord } from '../../results/format.ts';
import { METRIC_NAMES } from '../../results/metrics.ts';
import { figures } from '../../results/trial-format.ts';
import type { LaunchResult } from '../measure/messages.ts';
import { type Failure, failureOf } from './failure.ts';
import { machineOf, type TrialHead } from './record.ts';
import { treeMetrics } from './trial-metrics.ts';

/** What was seen of a program as a record: its own figures beside those of its process tree. */
export function programRecord(head: TrialHead, launched: LaunchResult): TrialRecord {
  const { exitCode, signal, stderrTail: stderr } = launched;
  const reported = readFigures(launched.report);
  const failure = failureWithError(launched) ?? (reported === null ? NO_FIGURES : null);
  if (failure !== null) return { ...head, status: 'failed', ...failure, exitCode, signal, stderr };
  const tree = treeMetrics(launched);
  const others = METRIC_NAMES.filter((name) => !(name in tree.metrics));
  return {
    ...head,
    status: 'completed',
    metrics: { ...Object.fromEntries(others.map((name) => [name, null])), ...tree.metrics },
    unavailable: {
      ...Object.fromEntries(others.map((name) => [name, 'a program does not report it'])),
      ...tree.unavailable,
    },
    figures: { ...reported },
    ...{ digest: null, passes: [], served: null, loops: [], workers: [], latencies: [] },
    // Claims take hundreds of trials, of which no chart shows memory over time.
    memory: null,
    machine: machineOf(launched),
  };
}

const NO_FIGURES: Failure = { cause: 'no-report', message: 'it reported no figures' };

function readFigures(report: string): Record<string, number> | null {
  try {
    return figures.parse(JSON.parse(report));
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof z.ZodError) return null;
    throw error;
  }
}

/** The exit code of a program says nothing without the error that it ended with. */
function failureWithError(launched: LaunchResult): Failure | null {
  const failure = failureOf(launched);
  if (failure?.cause !== 'exit-code') return failure;
  const lines = launched.stderrTail.split('\n').filter((line) => line.trim() !== '');
  // The message of an uncaught error stands before the stack, which is the end.
  const error = lines.findLast((line) => /\w*Error\b/.test(line)) ?? lines.at(-1);
  return error === undefined ? failure : { ...failure, message: `${failure.message}: ${error}` };
}
