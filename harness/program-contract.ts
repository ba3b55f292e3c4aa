/**
 * What the file of a program model exports, and the protocol that its program speaks (docs/programs.md).
 * Types only: measured programs import this file without loading anything.
 */

import type { ModelHead } from './model-head.ts';
import type { ItemErrorKind, TrialSettings } from './workload-contract.ts';

/** HOW the work runs concurrently in another language: in place of `run` there is a program. */
export interface ProgramModel extends ModelHead {
  /** What people call it, for example `Go`. */
  readonly language: string;
  /** Names of the workloads that the program can do. */
  readonly workloads: readonly string[];
  /**
   * Finds the program on this machine, or builds it. Called once per run, before anything is measured, in
   * a process of its own.
   */
  program(machine: ProgramMachine): FoundProgram | Promise<FoundProgram>;
}

/** Where a program is looked for. */
export interface ProgramMachine {
  /** Folder for what is built, which is kept between runs. */
  readonly cacheDir: string;
  /** The interpreters that --python names; none where it is not given. */
  readonly pythons: readonly string[];
}

export type FoundProgram = ProgramCommand | MissingProgram;

/** How a program is started. It is the first process of a trial. */
export interface ProgramCommand {
  /** A path, or a name in PATH. */
  readonly executable: string;
  readonly args: readonly string[];
  /** Beside the environment of the harness. */
  readonly env?: Readonly<Record<string, string>>;
  /** What executes it, with its version: `go 1.19.8`, `CPython 3.11.2`. */
  readonly runtime: string;
}

/** Why a program cannot run here, in one line that says what to do. */
export interface MissingProgram {
  readonly missing: string;
}

/** The one line that a program reads from stdin, which then ends. */
export type ProgramStart = Omit<TrialSettings, 'client'> & {
  /** File of the bodies for a floor (scenarios/body-pack.ts); null for a model. */
  readonly bodyPackPath: string | null;
};

/** What a program writes to stdout, one JSON text per line; each item has a line or a failure. */
export type ProgramLine =
  ReadyForWork | ResultsOfItems | FailureOfItem | CountersOfProgram | DoneWithWork;

/** First: interpreter, imports and the start of workers are over, and no request was made yet. */
export interface ReadyForWork {
  readonly type: 'ready';
}

/** Results of consecutive items; any number of these lines, in any order. */
export interface ResultsOfItems {
  readonly type: 'result';
  /** Index of the first of them, from 0. */
  readonly first: number;
  /** One result line per item; null where the item failed. */
  readonly lines: readonly (string | null)[];
}

/** For each item that failed. */
export interface FailureOfItem {
  readonly type: 'failure';
  readonly item: string;
  readonly kind: ItemErrorKind;
  readonly message: string;
}

/** At most once: named numbers that are shown beside the figures, for example `{ "GOMAXPROCS": 2 }`. */
export interface CountersOfProgram {
  readonly type: 'counters';
  readonly counters: Readonly<Record<string, number>>;
}

/** Last: the program then exits with status 0 and leaves nothing running. */
export interface DoneWithWork {
  readonly type: 'done';
}
