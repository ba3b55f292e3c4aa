import type { CheckedRun, CheckResult, MetricVerdict } from '../verdict.ts';
import type { FindingCode } from '../../analysis/finding.ts';
import { budgetText } from '../../../results/budget-format.ts';
import { measuredText } from '../../analysis/findings/budgets.ts';
import { SAME_CODE } from '../unmeasured.ts';
import { formatEffect, formatList } from '../../text/format.ts';
import { effectRange, measureText, modelCount, valueText } from './verdict-table.ts';

const BOTH_THE_SAME = 'both sides run the same code, so nothing was measured';

/** What a check says, in one sentence, after the user's file that it is about. */
export function checkTitle({ file, result }: CheckedRun): string {
  return ofFile(file, checkHeadline(result));
}

export function ofFile(file: string | null, sentence: string): string {
  return file === null ? sentence : `${file}: ${sentence}`;
}

/** What a check says, in one sentence. */
export function checkHeadline(result: CheckResult): string {
  const deciding = result.verdicts.filter(({ kind }) => kind !== 'advisory');
  switch (result.outcome) {
    case 'broken':
      return `Broken: ${problemText(result) ?? 'the two sides cannot be compared'}`;
    case 'regressed':
      return `Regression: ${listed(deciding, 'regressed')}`;
    case 'over-budget':
      return `Over budget: ${overBudget(result)}`;
    case 'inconclusive':
      return `Inconclusive: ${problemText(result) ?? undecided(result)}`;
    case 'accepted':
      return `No new regression: ${listed(deciding, 'accepted')}`;
    case 'improved':
      return `No regression, and better: ${listed(withoutGuarded(deciding), 'improved')}`;
    case 'unchanged':
      return `No regression: ${isSame(result) ? BOTH_THE_SAME : unchanged(deciding)}`;
  }
}

/** One measured thing with its effect: `child-processes CPU +9.8 % (+7.1 to +12.6 %)`. */
export function effectSentence(verdict: MetricVerdict): string {
  return [changeText(verdict), ...confirmationText(verdict), ...waiverText(verdict)].join(', ');
}

function changeText(verdict: MetricVerdict): string {
  const { model, effect } = verdict;
  const name = `${model} ${measureText(verdict)}`;
  if (verdict.kind === 'exact' || effect === null) {
    return `${name} ${valueText(verdict, verdict.base)} → ${valueText(verdict, verdict.head)}`;
  }
  const range = effectRange(effect, ' to ', ' %');
  return `${name} ${formatEffect(effect.estimate)} (${range})`;
}

function confirmationText({ confirmation, basis }: MetricVerdict): readonly string[] {
  if (confirmation === null) return [];
  const word = confirmation.confirmed ? 'confirmed' : 'not confirmed';
  return [`${word} in ${confirmation.n} fresh ${basis}`];
}

/** What a waiver makes of a regression, in place of what it would be without. */
function waiverText({ verdict, effect, waiver }: MetricVerdict): readonly string[] {
  if (waiver === null) return [];
  const { until, reason, ceiling, expired } = waiver;
  if (verdict === 'accepted') {
    const regressed = effect?.low == null || effect.low <= 0 ? '' : 'regressed, ';
    return [`${regressed}accepted until ${until}: ${reason}`];
  }
  if (verdict !== 'regressed') return [];
  return [
    expired ? `no longer accepted since ${until}` : `beyond the accepted ${formatEffect(ceiling)}`,
  ];
}

/** Whole trials of a few rounds say too little of time and CPU to call them better. */
function withoutGuarded(verdicts: readonly MetricVerdict[]): readonly MetricVerdict[] {
  return verdicts.filter(({ kind }) => kind !== 'guarded');
}

/** The largest of them, and how many more there are. */
function listed(verdicts: readonly MetricVerdict[], verdict: MetricVerdict['verdict']): string {
  const found = verdicts.filter((one) => one.verdict === verdict).toSorted(byEffect);
  const [first, ...others] = found;
  if (first === undefined) return 'see the table';
  return others.length === 0
    ? effectSentence(first)
    : `${effectSentence(first)}; and ${others.length} more`;
}

/** Counts that must be equal first, then the largest effect. */
function byEffect(a: MetricVerdict, b: MetricVerdict): number {
  const size = ({ kind, effect }: MetricVerdict) =>
    kind === 'exact' ? Number.MAX_VALUE : Math.abs(effect?.estimate ?? 0);
  return size(b) - size(a);
}

/** The first of them, and how many more there are. */
function overBudget({ budgets }: CheckResult): string {
  const [first, ...others] = budgets.filter(({ verdict }) => verdict === 'over-budget');
  if (first === undefined) return 'see the table';
  const { budget, scenario } = first;
  const text = `${scenario?.model ?? ''} ${budgetText({ ...budget, model: null })}: ${measuredText(first)}`;
  return others.length === 0 ? text : `${text}; and ${others.length} more`;
}

function problemText({ findings }: CheckResult): string | null {
  const problem = findings.find(({ severity }) => severity === 'problem');
  if (problem === undefined) return null;
  return problem.scenario === null ? problem.seen : `${problem.scenario}: ${problem.seen}`;
}

function isSame({ findings }: CheckResult): boolean {
  return findings.some(({ code }) => code === SAME_CODE);
}

/** Why a check is inconclusive though no metric is. */
const UNFINISHED: readonly FindingCode[] = [
  'too-few-rounds',
  'budget-undecided',
  'budget-unmeasured',
];

function undecided({ verdicts, findings }: CheckResult): string {
  const open = verdicts.filter(
    ({ kind, verdict }) => kind === 'gated' && verdict === 'inconclusive',
  );
  const unfinished = findings.find(({ code }) => UNFINISHED.includes(code));
  if (open.length === 0 && unfinished !== undefined) return unfinished.seen;
  return [listed(open, 'inconclusive'), ...decidedBy(open)].join('; ');
}

/** How many more would do, or what else; nothing where neither is known. */
function decidedBy(open: readonly MetricVerdict[]): readonly string[] {
  const noisy = open.filter(({ tooNoisy }) => tooNoisy);
  if (noisy.length > 0) {
    const bases = [...new Set(noisy.map(({ basis }) => basis))];
    const longer = bases.includes('rounds') ? ', or longer trials (--items)' : '';
    return [
      `too noisy on this machine for the ${formatList(bases)} that a check takes: use a quieter machine${longer}`,
    ];
  }
  const needed = (['launches', 'rounds'] as const).flatMap((basis) => {
    const each = open.filter((one) => one.basis === basis).map(({ more }) => more ?? Infinity);
    return each.length === 0 ? [] : [{ basis, more: Math.max(...each) }];
  });
  if (needed.length === 0 || needed.some(({ more }) => more === Infinity)) return [];
  const words = needed.map(({ basis, more }) => `${more} more ${basis}`);
  return [`about ${formatList(words)} would decide`];
}

function unchanged(verdicts: readonly MetricVerdict[]): string {
  const gated = verdicts.filter(({ kind }) => kind === 'gated');
  const smallest = gated.map(({ smallestEffect }) => smallestEffect).filter((one) => one !== null);
  const counted = `${gated.length} measures of ${modelCount(gated)} are unchanged`;
  if (smallest.length === 0) return counted;
  return `${counted}; a change of ${formatEffect(Math.max(...smallest))} in any of them would have been detected in 4 of 5 checks`;
}
