/** Where the workers of a claim's program run; the names are those of the models. */
export const WORKER_KINDS = ['single-threaded', 'worker-threads', 'child-processes'] as const;

export type WorkerKind = (typeof WORKER_KINDS)[number];

/** What a worker's program default-exports: called once, where the worker runs. */
export type WorkerProgram<Instruction extends object, Message extends object> = (
  main: MainChannel<Instruction, Message>,
) => void;

/** The main program as a worker sees it. */
export interface MainChannel<Instruction extends object, Message extends object> {
  send(message: Message): void;
  /** A thread or child that listens stays alive until it closes the channel. */
  listen(received: (instruction: Instruction) => void): void;
  close(): void;
}

/** A worker as the main program sees it. */
export interface ClaimWorker<Instruction extends object> {
  /** Of the process it runs in. */
  readonly pid: number;
  /** How it ended, by itself or from outside; a worker on the main program's own loop never does. */
  readonly ended: Promise<string>;
  send(instruction: Instruction): void;
  /** Ends it from outside and resolves when it is gone; null where nothing but a kill of all can. */
  readonly stop: (() => Promise<void>) | null;
}

export interface WorkerStart<Message extends object> {
  readonly kind: WorkerKind;
  readonly program: URL;
  readonly received: (message: Message) => void;
  /** Limit of its JavaScript heap, where it has one of its own. */
  readonly heapMb?: number;
}
