import { once } from 'node:events';
import { monotonicMs } from '../clock.ts';
import { endOnDemand, type EndingSignals } from './ending.ts';
import type { CpuTime, LaunchCommand, LaunchResult, TreeMemory } from './messages.ts';
import { collectOutput, type FirstProcess, startFirstProcess } from './first-process.ts';
import { compareLoad, readLoadCounters, type LoadCounters } from './machine-load.ts';
import { listPids, NO_PROC, readStat, type Proc, type ProcessStat } from './proc.ts';
import { ProcessTree } from './process-tree.ts';
import { Sampler } from './sampler.ts';
import { TrialGroup } from './trial-group.ts';

export interface TrialControls extends EndingSignals {
  /** Whether the first process is told on descriptor 4 what to do. */
  readonly driven: boolean;
  /** Called once; its pid is the id of its session and of its process group. */
  spawned(child: FirstProcess): void;
}

/** What is read just before the spawn and just after the reap. */
interface Counters {
  readonly load: LoadCounters;
  /** This process; all it has ever waited for are trials. */
  readonly launcher: ProcessStat | null;
}

type Figures = Pick<LaunchResult, 'cpu' | 'memory' | 'load' | 'unavailable'>;

const NOT_STARTED = 'the program did not start';

/** Starts one program, measures its process tree and leaves nothing of it. One at a time. */
export async function launchTrial(
  proc: Proc | null,
  command: LaunchCommand,
  controls: TrialControls,
): Promise<LaunchResult> {
  // First, so that it is removed last, when nothing is in it.
  await using group = groupFor(command);
  const before = readCounters(proc, command);
  const others = proc === null ? [] : listPids(proc);
  const spawnedAtMs = monotonicMs();
  const child = await startFirstProcess(command, group?.processes ?? null, controls.driven);
  if (child instanceof Error) return notStarted(spawnedAtMs, command, child);
  const { pid } = child;
  const launcherCpu = process.cpuUsage();
  // Whatever fails from here on, nothing of the tree is left.
  await using tree = new ProcessTree(proc, pid, others);
  controls.spawned(child);
  const output = collectOutput(child);
  const stopEnding = endOnDemand(tree, command, controls);
  const { sampleIntervalMs } = command;
  const sampler =
    proc === null || sampleIntervalMs === null
      ? null
      : new Sampler(proc, tree, spawnedAtMs, sampleIntervalMs);

  const [exitCode, signal] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null];
  const exitedAtMs = monotonicMs();
  const { user, system } = process.cpuUsage(launcherCpu);
  const after = readCounters(proc, command);
  const memory = sampler?.stop() ?? null;
  const unreaped = tree.entries();
  const leftovers = proc === null ? Number(tree.isAlive()) : unreaped.filter(isRunning).length;
  const ended = stopEnding();
  await tree.kill();
  return {
    ...{ spawnedAtMs, exitedAtMs, exitCode, signal, ...ended, spawnError: null, leftovers },
    samplerCpuMs: (user + system) / 1000,
    ...(await output()),
    oomKills:
      group?.oomKills() ?? (after.load.group.oomKills ?? 0) - (before.load.group.oomKills ?? 0),
    ...figures(proc, before, after, { memory, sampled: sampler !== null }, unreaped.length),
  };
}

function groupFor({ limits }: LaunchCommand): TrialGroup | null {
  if (limits?.group == null || limits.memoryBytes === null) return null;
  return TrialGroup.create(limits.group, limits.memoryBytes);
}

function notStarted(
  spawnedAtMs: number,
  { executable, cwd }: LaunchCommand,
  error: Error,
): LaunchResult {
  return {
    spawnedAtMs,
    exitedAtMs: monotonicMs(),
    exitCode: null,
    signal: null,
    timedOut: false,
    aborted: false,
    spawnError: `cannot start ${executable} in ${cwd}: ${error.message}`,
    report: '',
    stdout: [],
    stderrTail: '',
    oomKills: 0,
    leftovers: 0,
    cpu: null,
    memory: null,
    load: { stealShare: null, foreignShare: null, pressureShare: null, throttledShare: null },
    samplerCpuMs: 0,
    unavailable: {
      cpu: NOT_STARTED,
      memory: NOT_STARTED,
      stealShare: NOT_STARTED,
      foreignShare: NOT_STARTED,
      pressureShare: NOT_STARTED,
    },
  };
}

function readCounters(proc: Proc | null, { ownPids }: LaunchCommand): Counters {
  return {
    load: readLoadCounters(proc, [process.pid, ...ownPids]),
    launcher: proc === null ? null : readStat(proc, 'self'),
  };
}

/** Neither ended nor about to be. */
function isRunning({ zombie, exiting }: ProcessStat): boolean {
  return !zombie && !exiting;
}

/** `unreaped` is how many processes no parent had waited for when the first one had exited. */
function figures(
  proc: Proc | null,
  before: Counters,
  after: Counters,
  { memory, sampled }: { readonly memory: TreeMemory | null; readonly sampled: boolean },
  unreaped: number,
): Figures {
  const cpu = unreaped > 0 ? null : reapedCpu(proc, before.launcher, after.launcher);
  const { load, unavailable } = compareLoad(proc, before.load, after.load, cpu);
  return {
    cpu,
    memory,
    load,
    unavailable: {
      ...(cpu === null && {
        cpu: proc === null ? NO_PROC : 'a process outlived its parent, so its CPU is not known',
      }),
      ...(memory === null && {
        memory: noMemory(proc, sampled),
      }),
      ...(memory?.peakPssBytes === null && { peakPssBytes: 'smaps_rollup cannot be read' }),
      ...unavailable,
    },
  };
}

function noMemory(proc: Proc | null, sampled: boolean): string {
  if (proc === null) return NO_PROC;
  return sampled ? 'the tree was gone before its memory was first read' : 'it was not asked for';
}

/** The kernel adds what a process used, and what it has waited for, to the parent that waits. */
function reapedCpu(
  proc: Proc | null,
  before: ProcessStat | null,
  after: ProcessStat | null,
): CpuTime | null {
  if (proc === null || before === null || after === null) return null;
  const tickMs = 1000 / proc.ticksPerSecond;
  return {
    userMs: (after.reapedUserTicks - before.reapedUserTicks) * tickMs,
    systemMs: (after.reapedSystemTicks - before.reapedSystemTicks) * tickMs,
  };
}
