/** How a number is written for people. */
export type Unit = 'ms' | 'bytes' | 'count' | 'share';

/**
 * What a check does with a metric. `gated` decides the verdict, `advisory` is judged and shown but
 * decides nothing, `exact` must be the same in every trial of both sides.
 */
export type CheckRule =
  | {
      readonly kind: 'gated' | 'advisory';
      /** The smallest relevant difference, in its unit: less is never a regression. */
      readonly smallestRelevant: number;
      /** Name of the metric that it stands in for where that has no value, and only there. */
      readonly insteadOf?: string;
      /** What is unchanged may have grown by so many times the usual margin; 1 if absent. */
      readonly marginTimes?: number;
    }
  | { readonly kind: 'exact' };

export interface Metric {
  /** Heading in tables. */
  readonly title: string;
  readonly unit: Unit;
  /** Which way is good; null where neither is. */
  readonly better: 'lower' | 'higher' | null;
  /** What it means, in one line; docs/method.md says how it is measured. */
  readonly meaning: string;
  /** Null for what a check leaves alone. */
  readonly check: CheckRule | null;
}

/** Every number a completed trial carries. Nothing else lists metric names. */
export const METRICS = {
  wallMs: { title: 'time', unit: 'ms', better: 'lower', meaning: 'from spawn to exit of the first process', check: { kind: 'gated', smallestRelevant: 5 } },
  cpuMs: { title: 'CPU', unit: 'ms', better: 'lower', meaning: 'user and system time of the whole tree, from the kernel', check: { kind: 'gated', smallestRelevant: 5 } },
  cpuUserMs: { title: 'CPU user', unit: 'ms', better: 'lower', meaning: 'user part of CPU', check: null },
  cpuSystemMs: { title: 'CPU system', unit: 'ms', better: 'lower', meaning: 'system part of CPU', check: null },
  cpuSelfMs: { title: 'CPU, own account', unit: 'ms', better: 'lower', meaning: 'what the processes say of themselves, without their exit', check: null },
  peakRssBytes: { title: 'peak RSS', unit: 'bytes', better: 'lower', meaning: 'largest sum of resident memory of the tree; shared pages count in each process', check: { kind: 'gated', smallestRelevant: 2e6, insteadOf: 'peakPssBytes', marginTimes: 2 } },
  peakPssBytes: { title: 'peak PSS', unit: 'bytes', better: 'lower', meaning: 'the same with shared pages counted once', check: { kind: 'gated', smallestRelevant: 2e6, marginTimes: 2 } },
  bootMs: { title: 'boot', unit: 'ms', better: 'lower', meaning: 'spawn until the first process runs its first line', check: null },
  workersReadyMs: { title: 'workers up', unit: 'ms', better: 'lower', meaning: 'spawn until every worker could take work', check: { kind: 'advisory', smallestRelevant: 5 } },
  firstResultMs: { title: 'first result', unit: 'ms', better: 'lower', meaning: 'spawn until the first result was collected', check: null },
  lastResultMs: { title: 'last result', unit: 'ms', better: 'lower', meaning: 'spawn until the last result was collected', check: null },
  teardownMs: { title: 'teardown', unit: 'ms', better: 'lower', meaning: 'last result until exit', check: null },
  latencyP50Ms: { title: 'p50', unit: 'ms', better: 'lower', meaning: 'median waiting time of an item, at the given number in flight', check: null },
  latencyP90Ms: { title: 'p90', unit: 'ms', better: 'lower', meaning: '90 % of items waited less', check: null },
  latencyP99Ms: { title: 'p99', unit: 'ms', better: 'lower', meaning: '99 % of items waited less', check: { kind: 'advisory', smallestRelevant: 5 } },
  loopUtilization: { title: 'busiest loop', unit: 'share', better: 'lower', meaning: 'utilisation of the busiest event loop', check: { kind: 'advisory', smallestRelevant: 0.01 } },
  messages: { title: 'messages', unit: 'count', better: 'lower', meaning: 'messages across a thread or process boundary', check: { kind: 'exact' } },
  boundaryBytes: { title: 'bytes across', unit: 'bytes', better: 'lower', meaning: 'payload bytes across a boundary, by messages or shared memory', check: { kind: 'exact' } },
  requests: { title: 'requests', unit: 'count', better: null, meaning: 'requests the mock server answered', check: { kind: 'exact' } },
  responseBytes: { title: 'response bytes', unit: 'bytes', better: null, meaning: 'body bytes the mock server sent', check: { kind: 'exact' } },
  retries: { title: 'retries', unit: 'count', better: 'lower', meaning: 'attempts at items that had failed, where attempts are counted', check: null },
  lostMs: { title: 'time lost', unit: 'ms', better: 'lower', meaning: 'failed attempts and the waits after them, added up over all items', check: null },
  processes: { title: 'processes', unit: 'count', better: null, meaning: 'processes of the tree', check: null },
  samplerCpuMs: { title: 'sampler CPU', unit: 'ms', better: 'lower', meaning: 'what measuring itself cost, outside the tree', check: null },
} as const satisfies Record<string, Metric>;

export type MetricName = keyof typeof METRICS;

export const METRIC_NAMES = Object.keys(METRICS) as readonly MetricName[];

/** The row of a metric, typed as any row could be. */
export function metricOf(name: MetricName): Metric {
  return METRICS[name];
}
