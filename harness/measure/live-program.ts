import type { LauncherRequest, LaunchResult } from './messages.ts';

/** A driven program ended when it was to say something. */
export class ProgramEnded extends Error {
  override readonly name = 'ProgramEnded';
  readonly result: LaunchResult;

  constructor(result: LaunchResult) {
    super('the program ended before it answered');
    this.result = result;
  }
}

/**
 * A program that runs until it is told to end: it says a line on descriptor 3 once it is ready, and
 * one in answer to each line on descriptor 4.
 */
export class LiveProgram {
  /** What it says first. Like every answer it rejects with ProgramEnded when the program ends. */
  readonly ready: Promise<string>;
  readonly #send: (request: LauncherRequest) => void;
  readonly #result: Promise<LaunchResult>;
  #pid: number | null = null;
  #answer = expectation();
  #ended = false;

  constructor(result: Promise<LaunchResult>, send: (request: LauncherRequest) => void) {
    this.ready = this.#answer.promise;
    this.#send = send;
    this.#result = result;
    result.then(
      (ended) => {
        this.#fail(new ProgramEnded(ended));
      },
      (error: unknown) => {
        this.#fail(error);
      },
    );
  }

  /** Tells the program, once ready, a line and resolves to its answer. One at a time. */
  ask(line: string): Promise<string> {
    if (!this.#ended) this.#send({ type: 'tell', line });
    return this.#answer.promise;
  }

  /** Has no more to tell; resolves when the program has ended. */
  async end(): Promise<LaunchResult> {
    // Before that there may be no program yet to be told; if it ends instead, the result says so.
    await this.ready.catch(() => undefined);
    if (!this.#ended) this.#send({ type: 'close' });
    return this.#result;
  }

  /** Of its first process; known once it is ready. */
  get pid(): number | null {
    return this.#pid;
  }

  /** For the launcher: the program has been started. */
  spawned(pid: number): void {
    this.#pid = pid;
  }

  /** For the launcher: the program has said a line. */
  said(line: string): void {
    const answered = this.#answer;
    this.#answer = expectation();
    answered.resolve(line);
  }

  #fail(error: unknown): void {
    this.#ended = true;
    this.#answer.reject(error);
  }
}

/** Its rejection is no bug when nothing has been asked. */
function expectation(): PromiseWithResolvers<string> {
  const expected = Promise.withResolvers<string>();
  expected.promise.catch(() => undefined);
  return expected;
}
