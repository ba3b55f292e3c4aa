import type { Injection, RunFile, Version } from '../../results/format.ts';
import type { BudgetVerdict } from '../analysis/budgets.ts';
import type { Finding } from '../analysis/finding.ts';
import type { CheckedMetric } from './metric.ts';
import type { Basis, JudgedKind } from './metric-test.ts';
import type { DatedWaiver } from './waiver.ts';

/**
 * `unchanged`: a regression as large as the rule's margin is ruled out. `inconclusive`: neither a
 * regression nor its absence is shown. `accepted`: no absence is shown, but a regression beyond what a
 * waiver accepts is ruled out as `unchanged` rules one out.
 */
export type Verdict = 'regressed' | 'accepted' | 'improved' | 'unchanged' | 'inconclusive';

/**
 * What a whole check says; `broken` when the two sides cannot be compared at all, `over-budget` when no
 * regression is shown but the head is above an absolute limit.
 */
export type Outcome = Verdict | 'over-budget' | 'broken';

/**
 * Head ÷ base − 1: 0.1 is 10 % more. Low and high each hold with 95 %, over all looks together; null
 * where rounds are too few to say that.
 */
export interface Effect {
  readonly estimate: number;
  readonly low: number | null;
  readonly high: number | null;
}

/** Head against base, in one metric of one scenario. */
export interface MetricVerdict {
  /** Id of the head. */
  readonly scenario: string;
  /** Name of the model. */
  readonly model: string;
  readonly workload: string;
  readonly metric: CheckedMetric;
  /** Model whose value in the same round it was divided by; absent for the value itself. */
  readonly relativeTo?: string;
  /** What it does to the outcome; an exact metric whose values vary within a side is advisory. */
  readonly kind: JudgedKind | 'exact';
  readonly verdict: Verdict;
  /** Medians, in the metric's unit. */
  readonly base: number;
  readonly head: number;
  readonly effect: Effect | null;
  /** What was measured again and again, and how often; the confirmation is left out. */
  readonly basis: Basis;
  readonly n: number;
  /** Smallest worsening that so many of this spread would have found 4 times in 5. */
  readonly smallestEffect: number | null;
  /** About how many more would decide it; null where it is decided, or more than a check takes would. */
  readonly more: number | null;
  /** Whether it takes more than a check takes: then not this check decides it, but less noise. */
  readonly tooNoisy: boolean;
  /** Fresh rounds or launches that a regression was measured again with; null for none. */
  readonly confirmation: Confirmation | null;
  /** What names this metric, also where it has expired or is not needed. */
  readonly waiver: DatedWaiver | null;
}

export interface Confirmation {
  readonly n: number;
  readonly effect: number;
  readonly confirmed: boolean;
}

export interface CheckResult {
  readonly outcome: Outcome;
  readonly verdicts: readonly MetricVerdict[];
  /** Of the head. */
  readonly budgets: readonly BudgetVerdict[];
  /** Why the run is broken or inconclusive, and what else the reader must know. */
  readonly findings: readonly Finding[];
  /** Chance, 0 to 1, that a check of two equal sides says `regressed` anywhere. */
  readonly falseAlarmRate: number;
}

/** A check and the run it was made of. */
export interface CheckedRun {
  /** Null where nothing was measured, because both sides are the same. */
  readonly run: RunFile | null;
  /** The user's workload as the run file names it; null for one of the suite's own. */
  readonly file: string | null;
  readonly result: CheckResult;
  /** Null where the run names none. */
  readonly sides: CheckedSides | null;
}

export interface MeasuredCheck extends CheckedRun {
  readonly run: RunFile;
}

/** What reports call the two sides. */
export interface CheckedSides {
  readonly base: Version;
  readonly head: Version;
  /** What the head was made worse by on purpose; null but in the self-test. */
  readonly injection: Injection | null;
}
