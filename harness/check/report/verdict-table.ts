import { checkedMetric, isLive, titleOf } from '../metric.ts';
import { budgetTable } from '../../report/tables/budgets.ts';
import type { CheckResult, Effect, MetricVerdict } from '../verdict.ts';
import {
  formatCounts,
  formatEffect,
  formatEffectRange,
  formatList,
  formatRatio,
  formatValue,
} from '../../text/format.ts';
import type { Cell, Table } from '../../text/table.ts';

const COLUMNS = ['model', 'base', 'head', 'effect', 'verdict', 'measured', 'would find'];

const NOUNS = { rounds: 'round', launches: 'launch' } as const;

const WOULD_FIND =
  '"would find": the smallest effect that this many launches or rounds detect in 4 of 5 checks.';

const ONCE_UP =
  'Once up: both sides are alive at the same time and take turns of a few milliseconds. Start-up is not included.';

const GUARDED =
  'Whole trials, from start to exit. A regression here fails the check too, but launches detect much smaller changes in time and CPU.';

/** The tables of a check: what decides it, and what is only shown. */
export function checkTables({ verdicts, budgets }: CheckResult): readonly Table[] {
  const exact = verdicts.filter(({ kind }) => kind === 'exact');
  const same = exact.filter(({ verdict }) => verdict === 'unchanged');
  const differing = exact.filter(({ verdict }) => verdict !== 'unchanged');
  const ofKind = (kind: MetricVerdict['kind']) => verdicts.filter((one) => one.kind === kind);
  const deciding = [...ofKind('gated'), ...differing];
  const live = deciding.some(({ metric }) => isLive(metric)) ? [ONCE_UP] : [];
  const [guarded, advisory] = [ofKind('guarded'), ofKind('advisory')];
  return [
    verdictTable('Verdicts', deciding, [...live, WOULD_FIND, ...sameNote(same)]),
    ...(budgets.length === 0 ? [] : [budgetTable(budgets)]),
    ...(guarded.length === 0 ? [] : [verdictTable('Start to exit', guarded, [GUARDED])]),
    ...(advisory.length === 0 ? [] : [verdictTable('Advisory', advisory, [ADVISORY])]),
  ];
}

const ADVISORY = 'Judged in the same way, but an advisory metric never fails a check.';

function verdictTable(
  title: string,
  verdicts: readonly MetricVerdict[],
  notes: readonly string[],
): Table {
  return {
    title,
    columns: COLUMNS.map((column) => ({
      title: column,
      align: column === 'model' || column === 'verdict' ? 'left' : 'right',
    })),
    rows: verdicts.map(verdictRow),
    notes: [...notes, ...contradictions(verdicts)],
  };
}

function verdictRow(verdict: MetricVerdict): readonly Cell[] {
  const { model, basis, n, smallestEffect, confirmation } = verdict;
  return [
    { value: model, detail: measureText(verdict) },
    { value: valueText(verdict, verdict.base) },
    { value: valueText(verdict, verdict.head) },
    effectCell(verdict),
    verdictCell(verdict),
    {
      value: formatCounts([n], NOUNS[basis]),
      ...(confirmation && { detail: `+ ${confirmation.n}` }),
    },
    { value: smallestEffect === null ? '' : formatEffect(smallestEffect).replace('+', '') },
  ];
}

/** `CPU`, or `CPU ÷ bare-work` for a multiple of another model's. */
export function measureText({ metric, relativeTo }: MetricVerdict): string {
  const title = titleOf(metric);
  return relativeTo === undefined ? title : `${title} ÷ ${relativeTo}`;
}

/** Counts that must be equal are written in full, so that a difference of one is seen. */
export function valueText({ metric, kind, relativeTo }: MetricVerdict, value: number): string {
  if (relativeTo !== undefined) return formatRatio(value);
  return kind === 'exact' ? `${value}` : formatValue(value, checkedMetric(metric).unit);
}

export function modelCount(verdicts: readonly MetricVerdict[]): string {
  const { size } = new Set(verdicts.map(({ model }) => model));
  return size === 1 ? '1 model' : `${size} models`;
}

/** The ends of the interval about an effect; with too few rounds or launches it has none. */
export function effectRange({ low, high }: Effect, separator: string, unit = ''): string {
  if (low === null || high === null) return 'too few for an interval';
  return formatEffectRange({ low, high }, separator, unit);
}

export function effectCell({ effect, kind }: MetricVerdict): Cell {
  if (effect === null) return { value: '' };
  const value = formatEffect(effect.estimate);
  // The range in one word, so that it does not wrap.
  return kind === 'exact' ? { value } : { value, detail: effectRange(effect, '…') };
}

function verdictCell({
  verdict,
  confirmation,
  more,
  tooNoisy,
  basis,
  waiver,
}: MetricVerdict): Cell {
  if (verdict === 'accepted') return { value: verdict, detail: `until ${waiver?.until ?? ''}` };
  if (confirmation !== null) {
    const again = `${confirmation.confirmed ? 'confirmed' : 'not confirmed'}: ${formatEffect(confirmation.effect)}`;
    return { value: verdict, detail: again };
  }
  if (tooNoisy) return { value: verdict, detail: 'too noisy here' };
  if (more === null) return { value: verdict };
  return { value: verdict, detail: `about ${formatCounts([more], `more ${NOUNS[basis]}`)}` };
}

/** Medians of noisy sides may differ the other way than the sides do within launches or rounds. */
function contradictions(verdicts: readonly MetricVerdict[]): readonly string[] {
  const rows = verdicts.filter(({ base, head, effect }) => {
    const { estimate = 0 } = effect ?? {};
    const medians = base === 0 ? 0 : head / base - 1;
    return medians * estimate < 0 && Math.abs(medians - estimate) >= PLAIN_DIFFERENCE;
  });
  if (rows.length === 0) return [];
  const named = rows.map((verdict) => `${verdict.model} ${measureText(verdict)}`);
  return [
    `Medians and effect disagree for ${formatList(named)}. Medians follow the speed of the machine; the effect compares both sides within each launch or round. Trust the effect.`,
  ];
}

/** Of medians and effect, as a share: below it both are called none. */
const PLAIN_DIFFERENCE = 0.01;

function sameNote(same: readonly MetricVerdict[]): readonly string[] {
  if (same.length === 0) return [];
  const titles = [...new Set(same.map(({ metric }) => titleOf(metric)))];
  return [
    `Identical in every trial: ${titles.join(', ')} (${same.length} counts of ${modelCount(same)}).`,
  ];
}
