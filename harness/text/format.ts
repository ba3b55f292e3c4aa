/** What a number counts, and so how it is written. */
export type Unit = 'ms' | 'bytes' | 'count' | 'share';

/** Of an interval. */
interface Ends {
  readonly low: number;
  readonly high: number;
}

/** How values near one another are written: all in one unit, with the same number of decimals. */
interface Scale {
  readonly divisor: number;
  readonly decimals: number;
  /** With the space before it. */
  readonly suffix: string;
}

/** 1,596,307: mostly counts are as long. */
const GROUPED = new Intl.NumberFormat('en-GB');

const ISO_TIME = /^(\d{4})-(\d\d)-(\d\d)T(\d\d:\d\d):[\d.]+Z$/;
/** Intl's names differ between versions of its data. */
const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

const LIST = new Intl.ListFormat('en-GB');
const ALTERNATIVES = new Intl.ListFormat('en-GB', { type: 'disjunction' });

/** A number for people, with its unit; `n/a` where there is none. */
export function formatValue(value: number | null, unit: Unit): string {
  if (value === null) return 'n/a';
  const scale = scaleFor(value, unit);
  return `${formatIn(scale, value)}${scale.suffix}`;
}

/**
 * An interval as it stands under its estimate, in the estimate's unit and decimals. The unit is
 * not said again: with it in every cell the main table would not fit 80 columns.
 */
export function formatRange(low: number, high: number, estimate: number, unit: Unit): string {
  const scale = scaleFor(estimate, unit);
  return `${formatIn(scale, low)}-${formatIn(scale, high)}`;
}

export function formatRatio(ratio: number): string {
  return ratio.toFixed(ratio >= 99.95 ? 0 : ratio >= 9.995 ? 1 : 2);
}

/** An interval as it stands under its ratio. */
export function formatRatioRange({ low, high }: Ends): string {
  return `${formatRatio(low)}-${formatRatio(high)}`;
}

/** A change for people: 0.098 is +9.8 %. */
export function formatEffect(effect: number): string {
  return `${signed(100 * effect)} %`;
}

/** The ends of the interval about an effect, in per cent; in a table the unit stands with the estimate. */
export function formatEffectRange({ low, high }: Ends, separator: string, unit = ''): string {
  return `${signed(100 * low)}${separator}${signed(100 * high)}${unit}`;
}

/** `1 round`, `5 rounds`, `8 launches`; `3 to 5 rounds` of several that differ. */
export function formatCounts(counts: readonly number[], noun: string): string {
  const [fewest, most] = [Math.min(...counts), Math.max(...counts)];
  const plural = noun.endsWith('ch') ? `${noun}es` : `${noun}s`;
  return `${fewest < most ? `${fewest} to ` : ''}${most} ${most === 1 ? noun : plural}`;
}

/** A moment as a run file has it, for people: `24 Nov 2026 15:50 UTC`. */
export function formatTime(iso: string): string {
  const [, year = '', month = '', day = '', time = ''] = ISO_TIME.exec(iso) ?? [];
  const name = MONTHS[Number(month) - 1];
  return name === undefined ? iso : `${Number(day)} ${name} ${year} ${time} UTC`;
}

/** `a, b and c`. */
export function formatList(parts: readonly string[]): string {
  return LIST.format(parts);
}

/** `a, b or c`. */
export function formatAlternatives(parts: readonly string[]): string {
  return ALTERNATIVES.format(parts);
}

function signed(percent: number): string {
  const text = percent.toFixed(Math.abs(percent) >= 99.95 ? 0 : 1);
  if (Number(text) === 0) return '0.0';
  return percent > 0 ? `+${text}` : text;
}

function formatIn({ divisor, decimals }: Scale, value: number): string {
  const text = (value / divisor).toFixed(decimals);
  return decimals === 0 && text.length > 4 ? GROUPED.format(Number(text)) : text;
}

/** Three digits where they mean something. The limits are where rounding reaches the next scale. */
function scaleFor(value: number, unit: Unit): Scale {
  if (unit === 'ms') return scaleForMs(value);
  if (unit === 'bytes') return scaleForBytes(value);
  if (unit === 'share') return scaleForShare(value);
  return { divisor: 1, decimals: 0, suffix: '' };
}

function scaleForShare(share: number): Scale {
  const decimals = share === 0 || share >= 0.0995 ? 0 : share >= 0.00995 ? 1 : 2;
  return { divisor: 0.01, decimals, suffix: ' %' };
}

function scaleForMs(ms: number): Scale {
  if (ms >= 99_950) return { divisor: 1000, decimals: 0, suffix: ' s' };
  if (ms >= 9995) return { divisor: 1000, decimals: 1, suffix: ' s' };
  if (ms >= 999.5) return { divisor: 1000, decimals: 2, suffix: ' s' };
  if (ms >= 0.9995 || ms === 0) return { divisor: 1, decimals: ms >= 9.95 ? 0 : 1, suffix: ' ms' };
  if (ms >= 0.0009995) return { divisor: 1e-3, decimals: ms >= 0.00995 ? 0 : 1, suffix: ' µs' };
  return { divisor: 1e-6, decimals: ms >= 0.00000995 ? 0 : 1, suffix: ' ns' };
}

/** Powers of ten: 1 MB is 1,000,000 bytes. */
function scaleForBytes(bytes: number): Scale {
  if (bytes >= 9.95e6) return { divisor: 1e6, decimals: 0, suffix: ' MB' };
  if (bytes >= 999_500) return { divisor: 1e6, decimals: 1, suffix: ' MB' };
  if (bytes >= 9950) return { divisor: 1e3, decimals: 0, suffix: ' KB' };
  if (bytes >= 999.5) return { divisor: 1e3, decimals: 1, suffix: ' KB' };
  return { divisor: 1, decimals: 0, suffix: ' B' };
}

/** How many of each kind: `13 status-503, 4 reset`; `none`. */
export function formatKinds(counts: Readonly<Partial<Record<string, number>>>): string {
  const texts = Object.entries(counts).map(([kind, count]) => `${count ?? 0} ${kind}`);
  return texts.join(', ') || 'none';
}
