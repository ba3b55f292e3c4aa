import { z } from 'zod';

import type { CountersReport } from '../../mock-server/client.ts';
import type {
  CompletedTrial,
  ExpectedWork,
  ItemFailureExample,
  Scenario,
  Served,
  TrialRecord,
} from '../../results/format.ts';
import { mergeLatencies } from '../../results/latencies.ts';
import { METRIC_NAMES } from '../../results/metrics.ts';
import { figures, trial as trialFormat } from '../../results/trial-format.ts';
import { originalStack, userStack } from '../bundle/original-stack.ts';
import type { LaunchResult } from '../measure/messages.ts';
import type { FailureExample, PassLine, ResultProof } from '../trial/protocol.ts';
import { shownName } from '../../scenarios/simple/item-name.ts';
import { workDifferences } from './equal-work.ts';
import { openFilesAdvice } from './open-files.ts';
import { modelMetrics, treeMetrics } from './trial-metrics.ts';
import {
  type Failure,
  failureOf,
  outOfMemory,
  readReport,
  type TrialReport,
} from './trial-report.ts';

/** What identifies a trial within its run. */
export type TrialHead = Pick<
  CompletedTrial,
  'scenario' | 'round' | 'phase' | 'position' | 'startedAt'
>;

/** Where a trial stands in its run. */
export type TrialPlace = Omit<TrialHead, 'scenario' | 'startedAt'>;

const NO_FIGURES: Failure = { cause: 'no-report', message: 'it reported no figures' };

/** What was seen of a trial. */
export interface SeenTrial {
  readonly head: TrialHead;
  readonly scenario: Scenario;
  readonly launched: LaunchResult;
  /** Null for what makes no requests. */
  readonly counters: CountersReport | null;
}

/** What one kind of program says of its work, and what that comes to. */
export interface Reading<Report extends { readonly pass: Omit<PassLine, 'type'> }> {
  /** Of so many items, or why what it said is no report. */
  readonly read: (launched: LaunchResult, items: number) => Report | Failure;
  /** In what it did other work than asked; empty when it did the same. */
  readonly differences: (
    expected: ExpectedWork,
    report: Report,
    served: Served | null,
  ) => readonly string[];
  readonly figures: (
    launched: LaunchResult,
    report: Report,
    served: Served | null,
  ) => Pick<
    CompletedTrial,
    'metrics' | 'unavailable' | 'figures' | 'loops' | 'workers' | 'latencies'
  >;
}

/** Of a model in Node, by the program of harness/trial. */
const OF_MODEL: Reading<TrialReport> = {
  read: (launched) => failureOf(launched) ?? readReport(launched.report),
  differences: (expected, { pass: { proof }, end }, served) =>
    workDifferences(expected, { proof, end, served }),
  figures: (launched, { end }, served) => ({
    ...modelMetrics(launched, end, served),
    figures: {},
    loops: [...end.loops],
    workers: end.workers.map(({ id, readyAtMs, endedAtMs, items, bodyBytes }) => ({
      id,
      readyMs: readyAtMs - launched.spawnedAtMs,
      endedMs: endedAtMs - launched.spawnedAtMs,
      items,
      bodyBytes,
    })),
    latencies: mergeLatencies(end.workers.map(({ latencies }) => latencies)).map(
      ([bucket, items]) => [bucket, items] as [number, number],
    ),
  }),
};

/** Turns what was seen of a trial of a model into its record: completed, invalid or failed. */
export function trialRecord(seen: SeenTrial): TrialRecord {
  return recordOf(seen, OF_MODEL);
}

/** The same of any kind of program. */
export function recordOf<Report extends { readonly pass: Omit<PassLine, 'type'> }>(
  { head, scenario: { expected }, launched, counters }: SeenTrial,
  { read, differences, figures: figuresOf }: Reading<Report>,
): TrialRecord {
  if (expected === null) throw new Error(`nothing is expected of ${head.scenario}`);
  const report = read(launched, expected.items);
  if ('cause' in report) return failed(head, launched, report);

  const { proof, first, count, startedAtMs, endedAtMs } = report.pass;
  const served = counters && servedOf(counters);
  const reasons = differences(expected, report, served);
  // A model may outlive a process that was killed, and not do the work of that one.
  const killed = launched.oomKills > 0 ? [outOfMemory(launched.oomKills)] : [];
  if (reasons.length > 0) return invalid(head, proof, served, [...killed, ...reasons]);
  const { spawnedAtMs } = launched;
  const timed = { startedMs: startedAtMs - spawnedAtMs, endedMs: endedAtMs - spawnedAtMs };
  const record: CompletedTrial = {
    ...head,
    status: 'completed',
    ...figuresOf(launched, report, served),
    digest: proof.digest,
    ...(proof.failures > 0 && { failuresByKind: { ...proof.failuresByKind } }),
    passes: [{ first, items: count, ...timed, digest: proof.digest }],
    served,
    memory: memoryOf(launched),
    machine: machineOf(launched),
  };
  return possible(record, launched);
}

/**
 * A trial writes its own report, and one that is made up or mistaken may say what the run file does not
 * take, such as a pass before the start: that would make the whole file unreadable.
 */
function possible(record: CompletedTrial, launched: LaunchResult): TrialRecord {
  const [issue] = trialFormat.safeParse(record).error?.issues ?? [];
  if (issue === undefined) return record;
  const message = `its report cannot be right at ${issue.path.join('.')}: ${issue.message}`;
  return failed(headOf(record), launched, { cause: 'no-report', message });
}

function headOf({ scenario, round, phase, position, startedAt }: TrialHead): TrialHead {
  return { scenario, round, phase, position, startedAt };
}

/** Of a trial that did other work than asked. */
function invalid(
  head: TrialHead,
  { failuresByKind, digest, failureExamples }: ResultProof,
  served: Served | null,
  reasons: readonly string[],
): TrialRecord {
  const examples = failureExamples.map(readable);
  const advice = openFilesAdvice(examples.map(({ message }) => message).join('\n'));
  return {
    ...{ ...head, status: 'invalid', reasons: withAdvice(reasons, advice) },
    ...{ failuresByKind, examples, digest, served },
  };
}

/** After the last reason, since they are shown in one line. */
function withAdvice(reasons: readonly string[], advice: string): string[] {
  return reasons.map((reason, place) => (place === reasons.length - 1 ? reason + advice : reason));
}

/** As the user knows the item, and the lines of the user's file. */
function readable({ item, stack, ...rest }: FailureExample): ItemFailureExample {
  return { item: shownName(item), ...rest, stack: stack && userStack(stack) };
}

/** What was seen of a claim's program as a record: its own figures beside those of its process tree. */
export function figuresRecord(head: TrialHead, launched: LaunchResult): TrialRecord {
  const reported = readFigures(launched.report);
  const failure = failureOf(launched) ?? (reported === null ? NO_FIGURES : null);
  if (failure !== null) return failed(head, launched, failure);
  const tree = treeMetrics(launched);
  const others = METRIC_NAMES.filter((name) => !(name in tree.metrics));
  const record: CompletedTrial = {
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
  return possible(record, launched);
}

function failed(head: TrialHead, launched: LaunchResult, failure: Failure): TrialRecord {
  const { exitCode, signal, stderrTail } = launched;
  const stderr = originalStack(stderrTail);
  const message = failure.message + openFilesAdvice(`${failure.message}\n${stderrTail}`);
  return { ...head, status: 'failed', cause: failure.cause, message, exitCode, signal, stderr };
}

function memoryOf({ memory }: LaunchResult): CompletedTrial['memory'] {
  return (
    memory && {
      atMs: [...memory.timeline.atMs],
      rssBytes: [...memory.timeline.rssBytes],
      pssBytes: memory.timeline.pssBytes && [...memory.timeline.pssBytes],
      processes: memory.processes.map(({ pid, rssBytes }) => ({ pid, rssBytes: [...rssBytes] })),
    }
  );
}

/** What else the machine did. */
function machineOf({ load }: LaunchResult): CompletedTrial['machine'] {
  return {
    stealShare: load.stealShare,
    foreignCpuShare: load.foreignShare,
    cpuPressureShare: load.pressureShare,
    throttledShare: load.throttledShare,
  };
}

function servedOf(counters: CountersReport): Served {
  const { requests, byStatus, faults, bodyBytes, maxInFlight, connections, loopUtilization } =
    counters;
  return {
    requests,
    byStatus: { ...byStatus },
    ...(Object.keys(faults).length > 0 && { faults: { ...faults } }),
    bodyBytes,
    maxInFlight,
    connections,
    cpuMs: counters.cpuUserMs + counters.cpuSystemMs,
    loopUtilization,
  };
}

function readFigures(report: string): Record<string, number> | null {
  try {
    return figures.parse(JSON.parse(report));
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof z.ZodError) return null;
    throw error;
  }
}
