import { z } from 'zod';

import type { TrialRecord } from '../../results/format.ts';
import { METRIC_NAMES } from '../../results/metrics.ts';
import type { LaunchResult } from '../measure/messages.ts';
import { failureOf, machineOf, treeMetrics, type TrialHead } from './record.ts';

const reported = z.record(z.string(), z.number());

/** What was seen of a program as a record: its own figures beside those of its process tree. */
export function programRecord(head: TrialHead, launched: LaunchResult): TrialRecord {
  const failure = failureOf(launched);
  if (failure !== null) return { ...head, status: 'failed', ...withError(failure) };
  const figures = reported.safeParse(JSON.parse(launched.report));
  if (!figures.success) {
    const { exitCode, signal, stderrTail: stderr } = launched;
    const message = 'it reported no figures';
    return { ...head, status: 'failed', cause: 'no-report', message, exitCode, signal, stderr };
  }
  const tree = treeMetrics(launched);
  return {
    ...head,
    status: 'completed',
    metrics: { ...Object.fromEntries(METRIC_NAMES.map((name) => [name, null])), ...tree.metrics },
    unavailable: {
      ...Object.fromEntries(METRIC_NAMES.map((name) => [name, 'a program does not report it'])),
      ...tree.unavailable,
    },
    figures: figures.data,
    ...{ digest: null, passes: [], served: null, loops: [], workers: [], latencies: [] },
    // Claims take hundreds of trials, of which no chart shows memory over time.
    memory: null,
    machine: machineOf(launched),
  };
}

type Failure = NonNullable<ReturnType<typeof failureOf>>;

/** The exit code of a program says nothing without the error that it ended with. */
function withError(failure: Failure): Failure {
  if (failure.cause !== 'exit-code') return failure;
  const lines = failure.stderr.split('\n').filter((line) => line.trim() !== '');
  // The message of an uncaught error stands before the stack, which is the end.
  const error = lines.findLast((line) => /\w*Error\b/.test(line)) ?? lines.at(-1);
  return error === undefined ? failure : { ...failure, message: `${failure.message}: ${error}` };
}
