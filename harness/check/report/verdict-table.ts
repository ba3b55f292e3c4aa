import { METRICS } from '../../../results/metrics.ts';
import type { CheckResult, Effect, MetricVerdict } from '../verdict.ts';
import { formatEffect, formatEffectRange, formatRatio, formatValue } from '../../text/format.ts';
import type { Cell, Table } from '../../text/table.ts';

const COLUMNS = ['model', 'base', 'head', 'effect', 'verdict', 'rounds', 'would find'];

const WOULD_FIND =
  '"would find" is the smallest effect that this many rounds would have found 4 times in 5.';

/** The tables of a check: what decides it, and what is only shown. */
export function checkTables({ verdicts }: CheckResult): readonly Table[] {
  const exact = verdicts.filter(({ kind }) => kind === 'exact');
  const same = exact.filter(({ verdict }) => verdict === 'unchanged');
  const gated = verdicts.filter(({ kind }) => kind === 'gated');
  const differing = exact.filter(({ verdict }) => verdict !== 'unchanged');
  const deciding = verdictTable(
    'Verdicts',
    [...gated, ...differing],
    [WOULD_FIND, ...sameNote(same)],
  );
  const advisory = verdicts.filter(({ kind }) => kind === 'advisory');
  if (advisory.length === 0) return [deciding];
  return [
    deciding,
    verdictTable('Advisory', advisory, ['Judged in the same way, but never makes a check fail.']),
  ];
}

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
    notes,
  };
}

function verdictRow(verdict: MetricVerdict): readonly Cell[] {
  const { model, rounds, smallestEffect, confirmation } = verdict;
  return [
    { value: model, detail: measureText(verdict) },
    { value: valueText(verdict, verdict.base) },
    { value: valueText(verdict, verdict.head) },
    effectCell(verdict),
    verdictCell(verdict),
    { value: `${rounds}`, ...(confirmation && { detail: `+ ${confirmation.rounds}` }) },
    { value: smallestEffect === null ? '' : formatEffect(smallestEffect).replace('+', '') },
  ];
}

/** `CPU`, or `CPU ÷ bare-work` for a multiple of another model's. */
export function measureText({ metric, relativeTo }: MetricVerdict): string {
  const { title } = METRICS[metric];
  return relativeTo === undefined ? title : `${title} ÷ ${relativeTo}`;
}

/** Counts that must be equal are written in full, so that a difference of one is seen. */
export function valueText({ metric, kind, relativeTo }: MetricVerdict, value: number): string {
  if (relativeTo !== undefined) return formatRatio(value);
  return kind === 'exact' ? `${value}` : formatValue(value, METRICS[metric].unit);
}

export function modelCount(verdicts: readonly MetricVerdict[]): string {
  const { size } = new Set(verdicts.map(({ model }) => model));
  return size === 1 ? '1 model' : `${size} models`;
}

/** The ends of the interval about an effect; with too few rounds it has none. */
export function effectRange({ low, high }: Effect, separator: string, unit = ''): string {
  if (low === null || high === null) return 'too few rounds';
  return formatEffectRange({ low, high }, separator, unit);
}

export function effectCell({ effect, kind }: MetricVerdict): Cell {
  if (effect === null) return { value: '' };
  const value = formatEffect(effect.estimate);
  // The range in one word, so that it does not wrap.
  return kind === 'exact' ? { value } : { value, detail: effectRange(effect, '…') };
}

function verdictCell({ verdict, confirmation, moreRounds }: MetricVerdict): Cell {
  if (confirmation !== null) {
    const again = `${confirmation.confirmed ? 'confirmed' : 'not confirmed'}: ${formatEffect(confirmation.effect)}`;
    return { value: verdict, detail: again };
  }
  if (moreRounds === null) return { value: verdict };
  return { value: verdict, detail: `about ${moreRounds} more rounds` };
}

function sameNote(same: readonly MetricVerdict[]): readonly string[] {
  if (same.length === 0) return [];
  const titles = [...new Set(same.map(({ metric }) => METRICS[metric].title))];
  return [
    `Exactly the same in every trial: ${titles.join(', ')} (${same.length} counts of ${modelCount(same)}).`,
  ];
}
