import type { ModelTraits } from '../contract.ts';
import type { Launcher } from '../measure/launcher.ts';

/** One thing that is tried. */
export interface Step {
  /** Reads on after the name of a model or workload. */
  readonly does: string;
  /** Where it fails, the steps that follow say nothing and are skipped. */
  readonly isGate?: true;
  readonly check: () => Promise<Outcome>;
}

export interface Outcome {
  /** What is missing and what to do, the first line for itself; null when nothing is. */
  readonly problem: string | null;
  /** The end of what its trial wrote to stderr. */
  readonly stderr: string;
}

/** What became of a step. */
export interface StepResult extends Outcome {
  readonly does: string;
  readonly status: 'ok' | 'failed' | 'skipped';
}

/** Told of each result as it comes. */
export type Tell = (result: StepResult) => void;

/** One thing that every model must do. */
export interface Case extends Omit<Step, 'check'> {
  /** Its trial is to end with an error, which is then on stderr. */
  readonly breaksDown?: true;
  readonly check: (subject: Subject) => Promise<Outcome>;
}

/** The model that is verified, and what its trials need. */
export interface Subject {
  readonly modelUrl: string;
  readonly model: ModelTraits;
  readonly launcher: Launcher;
  /** For files that only these trials need (openSubject). */
  readonly folder: string;
  /** From spawn until a trial that still runs has failed. */
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}
