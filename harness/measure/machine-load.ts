import { monotonicMs } from '../clock.ts';
import { type CgroupCounters, readCgroupCounters } from './cgroup.ts';
import type { CpuTime, MachineLoad, Unavailable } from './messages.ts';
import { contentOf, NO_PROC, readStat, type Proc } from './proc.ts';

/** Counters of the machine and of our own processes at one moment. */
export interface LoadCounters {
  readonly atMs: number;
  /** Ticks of all cores together; null where /proc/stat lacks them. */
  readonly machine: MachineTicks | null;
  /** Ticks used by the processes given; null when one of them was not there. */
  readonly ownTicks: number | null;
  /** How long some runnable task has waited for a core; null where the kernel does not say. */
  readonly stalledMs: number | null;
  /** Of the control group that trials run in, as this process does. */
  readonly group: CgroupCounters;
}

interface MachineTicks {
  readonly total: number;
  readonly busy: number;
  readonly steal: number;
}

interface LoadReport {
  readonly load: MachineLoad;
  readonly unavailable: Unavailable;
}

/** A number, or why there is none. */
type Share = number | string;

const TOO_SHORT = 'the trial was shorter than a tick';

export function readLoadCounters(proc: Proc | null, ownPids: readonly number[]): LoadCounters {
  const atMs = monotonicMs();
  const group = readCgroupCounters(proc);
  if (proc === null) return { atMs, machine: null, ownTicks: null, stalledMs: null, group };
  const stat = contentOf(`${proc.root}/stat`);
  const pressure = contentOf(`${proc.root}/pressure/cpu`);
  return {
    atMs,
    machine: stat === null ? null : parseMachine(stat.toString('latin1')),
    ownTicks: sumTicks(proc, ownPids),
    stalledMs: pressure === null ? null : parseStalledMs(pressure.toString('latin1')),
    group,
  };
}

/**
 * What the machine did between two readings; `treeCpu` is the CPU of the trial, null when unknown.
 * Ticks of 10 ms make the shares of a trial of half a second uncertain by a few per cent.
 */
export function compareLoad(
  proc: Proc | null,
  before: LoadCounters,
  after: LoadCounters,
  treeCpu: CpuTime | null,
): LoadReport {
  const shares: Record<Exclude<keyof MachineLoad, 'throttledShare'>, Share> = {
    stealShare: proc === null ? NO_PROC : stealShare(before, after),
    foreignShare: proc === null ? NO_PROC : foreignShare(proc, before, after, treeCpu),
    pressureShare: proc === null ? NO_PROC : pressureShare(before, after),
  };
  return {
    load: {
      stealShare: numberOrNull(shares.stealShare),
      foreignShare: numberOrNull(shares.foreignShare),
      pressureShare: numberOrNull(shares.pressureShare),
      throttledShare: throttledShare(before, after),
    },
    unavailable: Object.fromEntries(
      Object.entries(shares).filter(([, share]) => typeof share === 'string'),
    ),
  };
}

function stealShare(before: LoadCounters, after: LoadCounters): Share {
  if (before.machine === null || after.machine === null) return '/proc/stat has no cpu line';
  const total = after.machine.total - before.machine.total;
  if (total <= 0) return TOO_SHORT;
  return part(after.machine.steal - before.machine.steal, total);
}

/**
 * Where the kernel accounts interrupts apart (CONFIG_IRQ_TIME_ACCOUNTING), the network interrupts
 * of our own loopback traffic count as foreign.
 */
function foreignShare(
  proc: Proc,
  before: LoadCounters,
  after: LoadCounters,
  treeCpu: CpuTime | null,
): Share {
  if (before.machine === null || after.machine === null) return '/proc/stat has no cpu line';
  if (before.ownTicks === null || after.ownTicks === null) return 'one of ownPids was not running';
  if (treeCpu === null) return 'the CPU of the trial itself is unknown';
  const total = after.machine.total - before.machine.total;
  if (total <= 0) return TOO_SHORT;
  const treeTicks = ((treeCpu.userMs + treeCpu.systemMs) / 1000) * proc.ticksPerSecond;
  const ownTicks = after.ownTicks - before.ownTicks + treeTicks;
  return part(after.machine.busy - before.machine.busy - ownTicks, total);
}

function pressureShare(before: LoadCounters, after: LoadCounters): Share {
  if (before.stalledMs === null || after.stalledMs === null) {
    return 'this kernel has no /proc/pressure/cpu (PSI)';
  }
  if (after.atMs <= before.atMs) return TOO_SHORT;
  return part(after.stalledMs - before.stalledMs, after.atMs - before.atMs);
}

/** Of the level whose quota was used up most; null where there is no quota to use up. */
function throttledShare(before: LoadCounters, after: LoadCounters): number | null {
  if (after.group.quotas.length === 0) return null;
  const shares = after.group.quotas.map(({ elapsed, throttled }, level) => {
    const start = before.group.quotas[level] ?? { elapsed, throttled };
    // A period may end just after the reading that has its throttling.
    return part(throttled - start.throttled, Math.max(1, elapsed - start.elapsed));
  });
  return Math.max(...shares);
}

/** Counters of different clocks, some of which Linux lets go back a little, can leave 0 to 1. */
function part(some: number, total: number): number {
  return Math.min(1, Math.max(0, some / total));
}

function numberOrNull(share: Share): number | null {
  return typeof share === 'number' ? share : null;
}

/** First line of /proc/stat; `guest` and what follows is already part of `user`. */
function parseMachine(text: string): MachineTicks | null {
  const fields = /^cpu +(.+)$/m.exec(text)?.[1]?.split(' ').map(Number);
  if (fields === undefined) return null;
  const [user = 0, nice = 0, system = 0, idle = 0, iowait = 0, irq = 0, softirq = 0, steal = 0] =
    fields;
  const busy = user + nice + system + irq + softirq;
  return { busy, steal, total: busy + idle + iowait + steal };
}

/** `some avg10=0.00 avg60=0.00 avg300=0.00 total=<microseconds>` */
function parseStalledMs(text: string): number | null {
  const total = /^some .*total=(\d+)$/m.exec(text)?.[1];
  return total === undefined ? null : Number(total) / 1000;
}

function sumTicks(proc: Proc, pids: readonly number[]): number | null {
  let sum = 0;
  for (const pid of pids) {
    const stat = readStat(proc, pid);
    if (stat === null) return null;
    sum += stat.userTicks + stat.systemTicks;
  }
  return sum;
}
