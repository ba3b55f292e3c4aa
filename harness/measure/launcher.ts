import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { LiveProgram } from './live-program.ts';
import type { LaunchCommand, LauncherReply, LauncherRequest, LaunchResult } from './messages.ts';
import { openProc, type Proc } from './proc.ts';
import { ProcessTree } from './process-tree.ts';

const PROGRAM = fileURLToPath(
  new URL(`./launcher-process${extname(import.meta.filename)}`, import.meta.url),
);

/**
 * How much longer than a trial may take, in milliseconds, the launcher may be silent. It answers well
 * before: only one that is stopped, or stuck in the kernel, does not.
 */
const SILENCE_MS = 15_000;

/** What a driven program is heard of. */
type Driven = Pick<LiveProgram, 'said' | 'spawned'>;

/** The trial that is running now. */
interface Current {
  readonly resolve: (result: LaunchResult) => void;
  readonly reject: (error: Error) => void;
  /** Null for a program that is not driven. */
  readonly driven: Driven | null;
  /** The first process of the trial, once started. */
  pid: number | null;
}

/**
 * The harness's side of the launcher process, which starts and measures trials one at a time.
 *
 * It is a process of its own so that the trial's parent is small, idle and always the same, and
 * so that it survives the harness: when the channel closes, it kills the trial and ends.
 */
export class Launcher {
  readonly pid: number;
  readonly #process: ChildProcess;
  readonly #proc: Proc | null;
  readonly #silenceMs: number;
  #current: Current | null = null;

  private constructor(child: ChildProcess, proc: Proc | null, silenceMs: number) {
    this.pid = child.pid ?? NaN;
    this.#process = child;
    this.#proc = proc;
    this.#silenceMs = silenceMs;
    child.on('message', (reply: LauncherReply) => {
      this.#receive(reply);
    });
    child.on('exit', (code, signal) => {
      const how = signal ?? `exit code ${code ?? 'unknown'}`;
      const fail = (): void => {
        void this.#failCurrent(new Error(`the launcher process ended during a trial (${how})`));
      };
      // Its last messages come before the disconnect, but may come after the exit.
      if (child.connected) child.once('disconnect', fail);
      else fail();
    });
  }

  /** `procRoot` is where Linux shows its processes; a folder without them stands for other systems. */
  static async start(procRoot = '/proc', silenceMs = SILENCE_MS): Promise<Launcher> {
    const child = fork(PROGRAM, [procRoot], {
      // Keeps Ctrl-C away from it: what happens to the trial is for the harness to say.
      detached: true,
      env: { ...process.env, NODE_OPTIONS: '' },
      execArgv: [],
      serialization: 'json',
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    const ended = once(child, 'exit').then(() => {
      throw new Error('the launcher process ended before it was ready');
    });
    await Promise.race([once(child, 'message'), ended]);
    return new Launcher(child, openProc(procRoot), silenceMs);
  }

  /**
   * Runs one trial. A program that fails, or is aborted, is a result; rejects only when the launcher
   * process itself fails, or when the signal is aborted before the start.
   */
  async launch(command: LaunchCommand, signal?: AbortSignal): Promise<LaunchResult> {
    return this.#run(command, signal, null);
  }

  /** Starts one trial that goes on until it is told to end; it may be aborted like others. */
  drive(command: LaunchCommand, signal?: AbortSignal): LiveProgram {
    const driven: Driven = {
      spawned: (pid) => {
        live.spawned(pid);
      },
      said: (line) => {
        live.said(line);
      },
    };
    const result = this.#run(command, signal, driven);
    const live = new LiveProgram(result, (request) => {
      this.#send(request);
    });
    return live;
  }

  async #run(
    command: LaunchCommand,
    signal: AbortSignal | undefined,
    driven: Driven | null,
  ): Promise<LaunchResult> {
    signal?.throwIfAborted();
    if (this.#current !== null) throw new Error('one trial at a time');
    if (!this.#process.connected) throw new Error('the launcher process has ended');
    const { promise, resolve, reject } = Promise.withResolvers<LaunchResult>();
    this.#current = { resolve, reject, driven, pid: null };
    let watchdog = this.#killAfter(command.timeoutMs + command.killGraceMs + this.#silenceMs);
    const abort = (): void => {
      this.#send({ type: 'abort' });
      watchdog();
      watchdog = this.#killAfter(command.killGraceMs + this.#silenceMs);
    };
    signal?.addEventListener('abort', abort);
    this.#send({ type: 'launch', command, driven: driven !== null });
    try {
      return await promise;
    } finally {
      watchdog();
      signal?.removeEventListener('abort', abort);
      this.#current = null;
    }
  }

  /** Ends the launcher process, and before it the trial if one is running. */
  async [Symbol.asyncDispose](): Promise<void> {
    const { exitCode, signalCode } = this.#process;
    if (exitCode !== null || signalCode !== null) return;
    const exited = once(this.#process, 'exit');
    const stop = this.#killAfter(this.#silenceMs);
    if (this.#process.connected) this.#process.disconnect();
    await exited;
    stop();
  }

  /** Kills the launcher process then; how it ends fails the trial. The function returned calls it off. */
  #killAfter(ms: number): () => void {
    const kill = (): void => {
      this.#process.kill('SIGKILL');
    };
    // Twice, since a timer that is due comes before messages that are: where this process was stopped
    // itself, or the machine slept, the launcher has long answered.
    let timer = setTimeout(() => {
      timer = setTimeout(kill, this.#silenceMs);
    }, ms);
    return () => {
      clearTimeout(timer);
    };
  }

  #send(request: LauncherRequest): void {
    if (this.#process.connected) this.#process.send(request);
  }

  #receive(reply: LauncherReply): void {
    if (this.#current === null) return;
    if (reply.type === 'spawned') {
      this.#current.pid = reply.pid;
      this.#current.driven?.spawned(reply.pid);
    } else if (reply.type === 'said') this.#current.driven?.said(reply.line);
    else if (reply.type === 'done') this.#current.resolve(reply.result);
    else if (reply.type === 'failed') this.#current.reject(new Error(reply.stack));
  }

  /** No other process is left to end the trial. */
  async #failCurrent(error: Error): Promise<void> {
    const current = this.#current;
    if (current === null) return;
    try {
      if (current.pid !== null) await new ProcessTree(this.#proc, current.pid).kill();
      current.reject(error);
    } catch (cause) {
      current.reject(new Error(error.message, { cause }));
    }
  }
}
