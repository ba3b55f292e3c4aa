import type { Socket } from 'node:net';
import { performance } from 'node:perf_hooks';
import type { FaultKind } from './faults.ts';
import type { CountersReport } from './protocol.ts';

/** Counts from one reset to the next. A request belongs to the period in which it came. */
export interface Period {
  readonly startedMs: number;
  readonly startCpu: NodeJS.CpuUsage;
  readonly startUtilization: ReturnType<typeof performance.eventLoopUtilization>;
  readonly connections: WeakSet<Socket>;
  readonly byStatus: Record<string, number>;
  readonly faults: Partial<Record<FaultKind, number>>;
  /** Requests by resource, where answers may be faulty. */
  readonly attempts: Map<string, number>;
  requests: number;
  bodyBytes: number;
  maxInFlight: number;
  connectionCount: number;
}

/** What the server counts about itself. */
export interface Counters {
  /** A request came; `end` must be called once with the period returned. */
  begin(connection: Socket): Period;
  /** Its answer was sent whole, or given up: `status` is then null. */
  end(period: Period, status: number | null, bodyBytes: number): void;
  /** Which attempt at the resource this is, from 1. */
  attempt(period: Period, resource: string): number;
  /** A faulty answer begins. */
  fault(period: Period, kind: FaultKind): void;
  report(): CountersReport;
  reset(): void;
}

export function createCounters(): Counters {
  let inFlight = 0;
  let current = startPeriod(inFlight);
  return {
    begin(connection) {
      current.requests++;
      inFlight++;
      if (inFlight > current.maxInFlight) current.maxInFlight = inFlight;
      if (!current.connections.has(connection)) {
        current.connections.add(connection);
        current.connectionCount++;
      }
      return current;
    },
    end(period, status, bodyBytes) {
      inFlight--;
      if (status === null) return;
      period.byStatus[status] = (period.byStatus[status] ?? 0) + 1;
      period.bodyBytes += bodyBytes;
    },
    attempt({ attempts }, resource) {
      const attempt = (attempts.get(resource) ?? 0) + 1;
      attempts.set(resource, attempt);
      return attempt;
    },
    fault({ faults }, kind) {
      faults[kind] = (faults[kind] ?? 0) + 1;
    },
    report: () => reportPeriod(current),
    reset() {
      current = startPeriod(inFlight);
    },
  };
}

function startPeriod(inFlight: number): Period {
  return {
    startedMs: performance.now(),
    startCpu: process.cpuUsage(),
    startUtilization: performance.eventLoopUtilization(),
    connections: new WeakSet(),
    byStatus: {},
    faults: {},
    attempts: new Map(),
    requests: 0,
    bodyBytes: 0,
    maxInFlight: inFlight,
    connectionCount: 0,
  };
}

function reportPeriod(period: Period): CountersReport {
  const cpu = process.cpuUsage(period.startCpu);
  return {
    requests: period.requests,
    byStatus: period.byStatus,
    faults: period.faults,
    bodyBytes: period.bodyBytes,
    maxInFlight: period.maxInFlight,
    connections: period.connectionCount,
    elapsedMs: performance.now() - period.startedMs,
    cpuUserMs: cpu.user / 1000,
    cpuSystemMs: cpu.system / 1000,
    loopUtilization: performance.eventLoopUtilization(period.startUtilization).utilization,
  };
}
