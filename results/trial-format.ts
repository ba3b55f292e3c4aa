import { z } from 'zod';

import { LATENCY_BUCKETS } from './latencies.ts';
import { METRICS } from './metrics.ts';
import { bytes, count, faultsByKind, ms, name, share, timestamp } from './quantities.ts';

const loop = z
  .object({
    role: z.enum(['main', 'producer', 'worker']),
    id: count.describe('from 0 within the role'),
    owner: z
      .enum(['process', 'thread'])
      .describe("CPU and memory of a thread are part of its process's"),
    pid: count,
    cpuUserMs: ms,
    cpuSystemMs: ms,
    loopUtilization: share
      .nullable()
      .describe('part of its life that the loop was busy; null where its runtime does not measure it'),
    peakRssBytes: bytes.nullable().describe('null for a thread'),
  })
  .describe('one event loop of the model, by its own account');

const worker = z.object({
  id: count.describe('from 0'),
  readyMs: ms.describe('spawn of the trial until it could take work'),
  endedMs: ms.describe('spawn of the trial until its last item was done'),
  items: count,
  bodyBytes: bytes.describe('bytes it fetched, as they came over the wire'),
});

const memoryTimeline = z
  .object({
    atMs: z
      .array(ms)
      .refine(isAscending, 'moments go backwards')
      .describe('since the spawn of the trial, ascending'),
    rssBytes: z.array(bytes),
    pssBytes: z.array(bytes).nullable().describe('shared pages counted once'),
    processes: z.array(z.object({ pid: count, rssBytes: z.array(bytes) })),
  })
  .refine(
    ({ atMs, rssBytes, pssBytes, processes }) =>
      [rssBytes, pssBytes ?? atMs, ...processes.map((process) => process.rssBytes)].every(
        ({ length }) => length === atMs.length,
      ),
    'a series has another length than atMs',
  )
  .describe(
    'memory of the whole tree over time, each point the peak since the one before; every series is as long as atMs',
  );

const served = z
  .object({
    requests: count,
    byStatus: z.record(z.string(), count).describe('answers by HTTP status'),
    faults: faultsByKind.describe('faulty answers by kind; absent for none'),
    bodyBytes: bytes.describe('as sent, compressed or not'),
    maxInFlight: count,
    connections: count.describe('opened during the trial'),
    cpuMs: ms,
    loopUtilization: share,
  })
  .describe('what the mock server saw during the trial');

const machineLoad = z
  .object({
    stealShare: share.nullable().describe('CPU time the hypervisor gave to others'),
    foreignCpuShare: share.nullable().describe('CPU time other processes of the machine used'),
    cpuPressureShare: share.nullable().describe('time in which some task waited for a core'),
    throttledShare: share
      .nullable()
      .default(null)
      .describe("periods of the CPU quota in which it was used up; null also without a quota"),
  })
  .describe('what else the machine did during the trial; null where the system does not say');

/** A ratio of two of them is finite: nothing is measured below a nanosecond's thousandth. */
const metricValue = z
  .number()
  .nonnegative()
  .max(Number.MAX_SAFE_INTEGER)
  .refine((value) => value <= 0 || value >= 1e-9, 'too small to have been measured')
  .nullable();

/** May be below zero. */
const figure = z.number().min(-Number.MAX_SAFE_INTEGER).max(Number.MAX_SAFE_INTEGER);

export const figures = z
  .record(z.string(), figure)
  .describe('what a program measured itself; names carry their unit');

const metrics = z
  .record(z.string(), metricValue)
  .superRefine((values, context) => {
    for (const [metric, { unit }] of Object.entries(METRICS)) {
      if (unit === 'share' && (values[metric] ?? 0) > 1) {
        context.addIssue({ code: 'custom', path: [metric], message: 'a share is at most 1' });
      }
    }
  })
  .meta({
    description:
      'one value per metric, null where it cannot be had; others than these may be added',
    properties: Object.fromEntries(
      Object.entries(METRICS).map(([metric, { meaning, unit }]) => [
        metric,
        { description: `${unit}: ${meaning}` },
      ]),
    ),
  });

export const latencies = z
  .array(z.tuple([count.max(LATENCY_BUCKETS - 1), count.positive()]))
  .refine(
    (pairs) => pairs.every(([bucket], index) => bucket > (pairs[index - 1]?.[0] ?? -1)),
    'buckets do not ascend',
  )
  .describe(
    'waiting times of requests: [bucket, requests], ascending, empty buckets left out; bucket b begins at 2^(b/32) microseconds',
  );

const pass = z
  .object({
    first: count.describe('index of its first item'),
    items: count,
    startedMs: ms.describe('since the spawn of the trial'),
    endedMs: ms.describe('since the spawn of the trial'),
    digest: z.string().describe('of its results, whatever the order they came in'),
  })
  .describe('one run of the items inside a trial');

const everyTrial = {
  scenario: name.describe("a scenario's id"),
  round: z.int().describe('from 0; warm-up rounds, which do not count, count up to -1'),
  phase: z
    .enum(['warm-up', 'sample', 'confirmation'])
    .describe('a confirmation measures again what the sample showed'),
  position: count.describe('place in the order of the round, from 0'),
  startedAt: timestamp,
};

const completedTrial = z
  .object({
    ...everyTrial,
    status: z.literal('completed'),
    metrics,
    unavailable: z.record(z.string(), z.string()).describe('why a metric is null'),
    figures,
    digest: z.string().nullable().describe('of all results, as expected; null for a program'),
    failuresByKind: faultsByKind.describe(
      'items without a result, as expected, by class of error; absent for none',
    ),
    passes: z.array(pass).describe('in their order; none where not recorded'),
    served: served.nullable().describe('null for what makes no requests'),
    loops: z.array(loop),
    workers: z.array(worker),
    latencies,
    memory: memoryTimeline.nullable(),
    machine: machineLoad,
  })
  .meta({ id: 'completedTrial', description: 'did the work that was asked' });

const itemFailure = z.object({
  item: z.string(),
  kind: z.string(),
  message: z.string(),
  stack: z.string().nullable().describe("null for an error of the suite's own"),
});

const invalidTrial = z
  .object({
    ...everyTrial,
    status: z.literal('invalid'),
    reasons: z.array(z.string()).min(1),
    failuresByKind: z.record(z.string(), count).describe('items without a result'),
    examples: z.array(itemFailure).default([]).describe('one failure of each kind'),
    digest: z.string(),
    served: served.nullable(),
  })
  .meta({
    id: 'invalidTrial',
    description: 'ran to its end but did other work than asked: never ranked, never averaged',
  });

const failedTrial = z
  .object({
    ...everyTrial,
    status: z.literal('failed'),
    cause: z
      .enum([
        'spawn',
        'exit-code',
        'signal',
        'timeout',
        'no-report',
        'leftovers',
        'aborted',
        'not-recorded',
      ])
      .describe('not-recorded in files of claims from before version 3'),
    message: z.string(),
    exitCode: z.int().nullable(),
    signal: z.string().nullable(),
    stderr: z.string().describe('the end of it'),
  })
  .meta({ id: 'failedTrial', description: 'did not run to its end' });

export const trial = z.discriminatedUnion('status', [completedTrial, invalidTrial, failedTrial]);

export type TrialRecord = z.infer<typeof trial>;
export type Phase = TrialRecord['phase'];
export type CompletedTrial = z.infer<typeof completedTrial>;
export type InvalidTrial = z.infer<typeof invalidTrial>;
export type ItemFailureExample = z.infer<typeof itemFailure>;
export type FailedTrial = z.infer<typeof failedTrial>;
export type Served = z.infer<typeof served>;
export type MachineLoad = z.infer<typeof machineLoad>;
export type MemoryTimeline = z.infer<typeof memoryTimeline>;

function isAscending(values: readonly number[]): boolean {
  return values.every((value, index) => index === 0 || value >= (values[index - 1] ?? 0));
}
