import type {
  ItemErrorKind,
  LoopReport,
  MonotonicMs,
  TrialSettings,
  WorkerReport,
} from '../contract.ts';

/** What the first process of a trial is told, as JSON on its command line. */
export interface TrialOrder {
  readonly modelUrl: string;
  readonly workloadUrl: string;
  readonly settings: TrialSettings;
  readonly bodyPackPath: string | null;
  /** Never there but in the self-test of a check. */
  readonly plant?: TrialPlant;
}

/** A known worsening: a share of the CPU the trial itself has used, so much later, or so much held. */
export type TrialPlant =
  | { readonly kind: 'cpu'; readonly share: number }
  | { readonly kind: 'wall'; readonly ms: number }
  | { readonly kind: 'memory'; readonly bytes: number };

/** What the first process of a trial says when all is done, as one JSON line on descriptor 3. */
export interface TrialReport {
  /** Moments in the life of the first process. */
  readonly bootedAtMs: MonotonicMs;
  readonly firstResultAtMs: MonotonicMs | null;
  readonly lastResultAtMs: MonotonicMs | null;
  readonly doneAtMs: MonotonicMs;
  readonly results: ResultProof;
  readonly workers: readonly WorkerReport[];
  /** Every loop, the first process's own included. */
  readonly loops: readonly LoopReport[];
  readonly messages: number;
  readonly boundaryBytes: number;
}

/** What the collector saw; equal work means an equal proof. */
export interface ResultProof {
  /** Items with a line, each counted once. */
  readonly unique: number;
  /** Lines for an item that had one already, or for an item that was never asked for. */
  readonly surplus: number;
  /** Hex SHA-256 of all lines in item order, a newline after each. */
  readonly digest: string;
  readonly failures: number;
  readonly failuresByKind: Readonly<Partial<Record<ItemErrorKind, number>>>;
  /** One message per kind, for the reader. */
  readonly failureExamples: readonly string[];
}
