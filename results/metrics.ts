/** How a number is written for people. */
export type Unit = 'ms' | 'bytes' | 'count' | 'share';

export interface Metric {
  /** Heading in tables. */
  readonly title: string;
  readonly unit: Unit;
  /** What it means, in one line; docs/method.md says how it is measured. */
  readonly meaning: string;
}

/** Every number a completed trial carries. Nothing else lists metric names. */
export const METRICS = {
  wallMs: { title: 'time', unit: 'ms', meaning: 'from spawn to exit of the first process' },
  cpuMs: { title: 'CPU', unit: 'ms', meaning: 'user and system time of the whole tree, from the kernel' },
  cpuUserMs: { title: 'CPU user', unit: 'ms', meaning: 'user part of CPU' },
  cpuSystemMs: { title: 'CPU system', unit: 'ms', meaning: 'system part of CPU' },
  cpuSelfMs: { title: 'CPU, own account', unit: 'ms', meaning: 'what the processes say of themselves, without their exit' },
  peakRssBytes: { title: 'peak RSS', unit: 'bytes', meaning: 'largest sum of resident memory of the tree; shared pages count in each process' },
  peakPssBytes: { title: 'peak PSS', unit: 'bytes', meaning: 'the same with shared pages counted once' },
  bootMs: { title: 'boot', unit: 'ms', meaning: 'spawn until the first process runs its first line' },
  workersReadyMs: { title: 'workers up', unit: 'ms', meaning: 'spawn until every worker could take work' },
  firstResultMs: { title: 'first result', unit: 'ms', meaning: 'spawn until the first result was collected' },
  lastResultMs: { title: 'last result', unit: 'ms', meaning: 'spawn until the last result was collected' },
  teardownMs: { title: 'teardown', unit: 'ms', meaning: 'last result until exit' },
  latencyP50Ms: { title: 'p50', unit: 'ms', meaning: 'median waiting time of a request, at the given number in flight' },
  latencyP90Ms: { title: 'p90', unit: 'ms', meaning: '90 % of requests waited less' },
  latencyP99Ms: { title: 'p99', unit: 'ms', meaning: '99 % of requests waited less' },
  loopUtilization: { title: 'busiest loop', unit: 'share', meaning: 'utilisation of the busiest event loop' },
  messages: { title: 'messages', unit: 'count', meaning: 'messages across a thread or process boundary' },
  boundaryBytes: { title: 'bytes across', unit: 'bytes', meaning: 'payload bytes across a boundary, by messages or shared memory' },
  processes: { title: 'processes', unit: 'count', meaning: 'processes of the tree' },
  samplerCpuMs: { title: 'sampler CPU', unit: 'ms', meaning: 'what measuring itself cost, outside the tree' },
} as const satisfies Record<string, Metric>;

export type MetricName = keyof typeof METRICS;
