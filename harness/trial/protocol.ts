import type {
  ItemErrorKind,
  LoopReport,
  MonotonicMs,
  Pass,
  TrialSettings,
  WorkerReport,
} from '../contract.ts';

/** What the first process of a trial is told, as JSON on its command line. */
export interface TrialSpec {
  readonly modelUrl: string;
  readonly workloadUrl: string;
  readonly settings: TrialSettings;
  /** Whether the workload has `share`. */
  readonly shares: boolean;
  readonly bodyPackPath: string | null;
  /** It reads its passes from descriptor 4, a `PassRequest` as a JSON line each, until that is closed. */
  readonly driven?: true;
  /** Only the self-test of a check has one. */
  readonly injection?: TrialInjection;
}

/** What a driven trial is asked for, as a JSON line each. */
export interface PassRequest extends Pass {
  /** Only the self-test of a check makes a pass worse: by so much CPU, or so long a wait, at its end. */
  readonly worsening?: { readonly cpuMs: number } | { readonly waitMs: number };
}

/** A known worsening: a share of the CPU the trial itself has used, so much later, or so much held. */
export type TrialInjection =
  | { readonly kind: 'cpu'; readonly share: number }
  | { readonly kind: 'wall'; readonly ms: number }
  | { readonly kind: 'memory'; readonly bytes: number };

/** What the first process of a trial says on descriptor 3, as JSON lines in this order. */
export type TrialLine = ReadyLine | PassLine | EndLine;

/** Of a driven trial: the model asks for its first pass. */
export interface ReadyLine {
  readonly type: 'ready';
  readonly atMs: MonotonicMs;
}

/** Each item of a pass has a result or a failure, or the model has ended. */
export interface PassLine extends Pass {
  readonly type: 'pass';
  /** When the model was started; in a driven trial, when it was given the pass. */
  readonly startedAtMs: MonotonicMs;
  readonly endedAtMs: MonotonicMs;
  readonly proof: ResultProof;
}

/** The model has ended. */
export interface EndLine {
  readonly type: 'end';
  /** Moments in the life of the first process. */
  readonly bootedAtMs: MonotonicMs;
  readonly firstResultAtMs: MonotonicMs | null;
  readonly lastResultAtMs: MonotonicMs | null;
  readonly doneAtMs: MonotonicMs;
  readonly workers: readonly WorkerReport[];
  /** Every loop, the first process's own included. */
  readonly loops: readonly LoopReport[];
  readonly messages: number;
  readonly boundaryBytes: number;
}

/** An item that failed. */
export interface FailureExample {
  readonly item: string;
  readonly kind: ItemErrorKind;
  readonly message: string;
  /** Of an error that is no ItemError; null otherwise. */
  readonly stack: string | null;
}

/** What came of a pass; equal work means an equal proof. */
export interface ResultProof {
  /** Items with a line, each counted once. */
  readonly unique: number;
  /** Lines for an item that had one already, or that is not of the pass. */
  readonly surplus: number;
  /** Sum of the lines' hashes as 64 hex digits (result-tally.ts). */
  readonly digest: string;
  readonly failures: number;
  readonly failuresByKind: Readonly<Partial<Record<ItemErrorKind, number>>>;
  /** The first of each kind, for the reader. */
  readonly failureExamples: readonly FailureExample[];
}
