import { mergeLatencies } from '../../../results/latencies.ts';
import type { LaunchSide } from '../../../results/format.ts';
import { monotonicMs } from '../../clock.ts';
import type { Launcher } from '../../measure/launcher.ts';
import type { LiveProgram } from '../../measure/live-program.ts';
import { openProc } from '../../measure/proc.ts';
import { ProcessTree } from '../../measure/process-tree.ts';
import { TreeCpu } from '../../measure/tree-cpu.ts';
import type { PassLine, PassRequest } from '../../trial/protocol.ts';
import { driveTrial, type DrivenTrial } from '../driven-trial.ts';
import {
  type DrivenWork,
  liveCommand,
  type RunnableScenario,
  type TrialContext,
} from '../trial.ts';

/** A pass that one side did while the others were stopped. */
export interface Slice {
  readonly pass: PassLine;
  readonly ms: number;
  readonly cpuMs: number | null;
}

/** Slices between two looks for new threads, which reads the whole process table. */
const DISCOVERY_SLICES = 8;

/**
 * One process tree of a launch. Between its slices it is stopped by signal, since an idle tree is not
 * idle: V8 goes on marking what the slice has left (docs/decisions/0017-launches.md). Stopped,
 * it does that at the start of its next slice, where it belongs.
 */
export class LiveSide implements Disposable {
  readonly id: string;
  /** The model has asked for its first pass, and is stopped. Rejects with TrialFailed. */
  readonly ready: Promise<void>;
  readonly #trial: DrivenTrial;
  readonly #program: LiveProgram;
  readonly #spawnedAtMs = monotonicMs();
  #readyMs = 0;
  #cpu: TreeCpu | null = null;
  /** Its last slice; null before the first. */
  last: (Slice & { readonly items: number }) | null = null;
  #slices = 0;
  /** When it was stopped last; null before. */
  #cpuAtStopMs: number | null = null;
  #stoppedCpuMs = 0;
  #isStopped = false;

  constructor(
    runnable: RunnableScenario,
    work: DrivenWork,
    launcher: Launcher,
    context: Omit<TrialContext, 'launcher'>,
  ) {
    this.id = runnable.scenario.id;
    this.#program = launcher.drive(liveCommand(runnable, work, context), context.signal);
    this.#trial = driveTrial(this.#program);
    this.ready = this.#begin();
    // Where it is not awaited, the end says what went wrong.
    this.ready.catch(() => undefined);
  }

  /** Has these items done, from stop to stop. Rejects with TrialFailed. */
  async slice(request: PassRequest): Promise<Slice> {
    const cpuBeforeMs = this.#readCpu();
    if (cpuBeforeMs !== null && this.#cpuAtStopMs !== null) {
      this.#stoppedCpuMs += Math.max(0, cpuBeforeMs - this.#cpuAtStopMs);
    }
    this.#signal('SIGCONT');
    const startedAtMs = monotonicMs();
    const pass = await this.#trial.pass(request);
    const ms = monotonicMs() - startedAtMs;
    this.#signal('SIGSTOP');
    // What has come meanwhile is part of this slice, and not of the pause.
    if (this.#slices++ % DISCOVERY_SLICES === 0) this.#cpu?.discover();
    this.#cpuAtStopMs = this.#readCpu();
    const cpuMs =
      cpuBeforeMs === null || this.#cpuAtStopMs === null ? null : this.#cpuAtStopMs - cpuBeforeMs;
    const slice = { pass, ms, cpuMs: cpuMs === null ? null : Math.max(0, cpuMs) };
    this.last = { ...slice, items: request.count };
    return slice;
  }

  /** Lets it end, with what was measured of its whole life. Rejects with TrialFailed. */
  async end(): Promise<LaunchSide> {
    this.#signal('SIGCONT');
    const { launched, end } = await this.#trial.end();
    const own = end.loops.filter(({ owner }) => owner === 'process');
    return {
      readyMs: this.#readyMs,
      kernelCpuMs: launched.cpu === null ? null : launched.cpu.userMs + launched.cpu.systemMs,
      ownCpuMs: own.reduce((sum, { cpuUserMs, cpuSystemMs }) => sum + cpuUserMs + cpuSystemMs, 0),
      stoppedCpuMs: this.#cpuAtStopMs === null ? null : this.#stoppedCpuMs,
      latencies: mergeLatencies(end.workers.map(({ latencies }) => latencies)).map(
        ([bucket, count]) => [bucket, count],
      ),
    };
  }

  [Symbol.dispose](): void {
    this.#signal('SIGCONT');
    this.#cpu?.[Symbol.dispose]();
    this.#cpu = null;
  }

  async #begin(): Promise<void> {
    const { atMs } = await this.#trial.ready;
    this.#readyMs = Math.max(0, atMs - this.#spawnedAtMs);
    const [proc, { pid }] = [openProc('/proc'), this.#program];
    if (proc !== null && pid !== null) {
      this.#cpu = TreeCpu.open(proc, new ProcessTree(proc, pid));
    }
    this.#signal('SIGSTOP');
  }

  #readCpu(): number | null {
    return this.#cpu?.read() ?? null;
  }

  /** All of its group, which a model's processes are part of unless they leave it. */
  #signal(signal: 'SIGSTOP' | 'SIGCONT'): void {
    const [stopping, { pid }] = [signal === 'SIGSTOP', this.#program];
    if (pid === null || stopping === this.#isStopped) return;
    this.#isStopped = stopping;
    try {
      process.kill(-pid, signal);
    } catch (error) {
      // The tree has ended: the slice or the end that is awaited rejects, and says how.
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
  }
}
