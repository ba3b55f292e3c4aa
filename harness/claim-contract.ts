/**
 * What a file in scenarios/claims/ exports: one claim of the article, and the experiment that tests
 * it. Types only.
 */

import type { CompletedTrial } from '../results/format.ts';
import type { ProgramMachine, TrialSettings } from './contract.ts';
import type { Unit } from './text/format.ts';
import type { Table } from './text/table.ts';
import type { Interval } from './stats/interval.ts';

/** How much is measured: all of it, or as much as answers the question in seconds. */
export type Scale = 'full' | 'quick';

export interface Claim {
  /** That of its file. */
  readonly name: string;
  /** Its place in the list, from 1, in the order of the article. */
  readonly number: number;
  readonly title: string;
  /** What the article says, in a sentence. */
  readonly says: string;
  /** What is run to test it, in a sentence. */
  readonly experiment: string;
  /** How often every case is measured; 6 or more give intervals of 95 %. */
  readonly rounds: Readonly<Record<Scale, number>>;
  /** What is measured in every round, in random order, each in a fresh process tree. */
  cases(scale: Scale): readonly ClaimCase[];
  /**
   * More cases, of programs in other languages, as far as this machine has them. Asked for once, before
   * anything is measured.
   */
  foreignCases?(scale: Scale, machine: ProgramMachine): Promise<readonly ProgramCase[]>;
  /** What every round also measures once up; nothing where not said. */
  readonly launches?: readonly ClaimLaunch[];
  /** A case with a floor, whose work so many copies also do at once in every round. */
  readonly capacity?: { readonly case: string; readonly copies: number };
  /** Verdict, sentence, tables and chart, computed from nothing but the figures. */
  judge(figures: Figures): Judgement;
}

/** Model cases that are alive together and work in turn. */
export interface ClaimLaunch {
  /** Their ids; they differ in nothing but the model. */
  readonly cases: readonly string[];
  /** `none`, as in compare, where waiting is no part of the question. */
  readonly latency: 'none' | 'as-given';
}

export type ClaimCase = ProgramCase | ModelCase;

/**
 * Numbers of one case in one round, by name; beside them always `wallMs`, `cpuMs`, `peakRssBytes` and
 * `peakPssBytes`, which the harness itself measures; memory is missing where the system has none.
 */
export type CaseFigures = Readonly<Record<string, number>>;

/** A program of the claim's own, in the folder of the claim's name; see scenarios/claims/shared/program.ts. */
export interface ProgramCase {
  readonly kind: 'program';
  readonly id: string;
  readonly program: URL;
  /** Given to the program as JSON. */
  readonly input: Readonly<Record<string, unknown>>;
  /** Given beside the input and kept out of the run file: where things lie on this machine. */
  readonly places?: Readonly<Record<string, unknown>>;
  /** Whether the program needs the bodies of the main workload (scenarios/body-pack.ts). */
  readonly needsBodies?: true;
  /** From spawn until it has failed; 30 s where not said. */
  readonly timeoutMs?: number;
}

/** A model at the main workload, exactly as compare runs it; its figures are compare's metrics. */
export interface ModelCase {
  readonly kind: 'model';
  readonly id: string;
  readonly model: string;
  /** fetch-pokemon where not said. */
  readonly workload?: string;
  /** Where they differ from compare's defaults; the batch size is a share of the items as there. */
  readonly settings?: Partial<Omit<TrialSettings, 'origin'>>;
  /** Of the mock server, 50 where not said. */
  readonly latencyMs?: number;
  /** Further figures of a trial, beside its metrics. */
  readonly derive?: (trial: CompletedTrial) => CaseFigures;
}

/**
 * What was measured, over the rounds. A figure that is missing, because its case failed, ends the
 * judging with an error that becomes the verdict `not-measured`: a claim need not look for it.
 */
export interface Measured {
  /** Median of one figure. */
  of(caseId: string, figure: string): Interval;
  /** Median of what `compute` makes of the figures that these cases had in the same round. */
  combine(
    caseIds: readonly string[],
    compute: (...figures: readonly CaseFigures[]) => number,
  ): Interval;
  /** One case ÷ another, paired by round; of positive figures. */
  ratio(caseId: string, otherId: string, figure: string): Interval;
  /** Whether every round of the case was measured. */
  has(caseId: string): boolean;
  /** Why a round of the case failed; null where none did. */
  failure(caseId: string): string | null;
}

/** From start to exit. */
export interface Figures extends Measured {
  readonly scale: Scale;
  /**
   * Once up, of the claim's `launches`: an item's `itemMs` and `itemCpuMs`. Null where nothing was
   * launched: the system cannot, or the run is older.
   */
  readonly onceUp: Measured | null;
  /** How many times the work of one copy the machine does with all copies of `capacity` at once. */
  readonly capacity: Interval | null;
}

export type ClaimVerdict = 'holds' | 'does-not-hold' | 'depends';

export interface Judgement {
  readonly verdict: ClaimVerdict;
  /** The finding, as one plain sentence of at most 30 words, without intervals. */
  readonly sentence: string;
  /** The deciding figures with their intervals, in sentences. */
  readonly evidence: readonly string[];
  /** With `depends`: when the claim holds; it stands behind the word `Condition:`. */
  readonly condition?: string;
  readonly tables: readonly Table[];
  readonly chart?: ClaimChart;
}

export interface ClaimChart {
  /** What is drawn, or a finding that the sentence does not give. */
  readonly title: string;
  /** Bars stand for names, lines for numbers on the x axis. */
  readonly kind: 'bars' | 'lines';
  readonly x: ClaimAxis;
  readonly y: ClaimAxis;
  readonly points: readonly ClaimPoint[];
}

export interface ClaimAxis {
  /** Without its unit, which stands at the numbers. */
  readonly title: string;
  /** Of the values; ratios and other plain numbers where not said. */
  readonly unit?: Unit;
  readonly scale?: 'log';
}

export interface ClaimPoint {
  readonly x: string | number;
  readonly y: Pick<Interval, 'estimate' | 'low' | 'high'>;
  /** One colour each, at most 6. */
  readonly series: string;
}
