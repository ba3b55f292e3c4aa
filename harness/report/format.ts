import type { Unit } from '../../results/metrics.ts';

/** A number for people, with its unit; `n/a` where there is none. */
export function formatValue(value: number | null, unit: Unit): string {
  if (value === null) return 'n/a';
  if (unit === 'ms') return formatMs(value);
  if (unit === 'bytes') return formatBytes(value);
  if (unit === 'share') return `${(100 * value).toFixed(0)} %`;
  return Math.round(value).toString();
}

/** An interval in the unit of its estimate, the unit written once: `0.98-1.04 s`. */
export function formatRange(low: number, high: number, unit: Unit): string {
  const [from, to] = [formatValue(low, unit), formatValue(high, unit)];
  const suffix = / \S+$/.exec(to)?.[0] ?? '';
  const start = suffix !== '' && from.endsWith(suffix) ? from.slice(0, -suffix.length) : from;
  return `${start}-${to}`;
}

export function formatRatio(ratio: number): string {
  return ratio.toFixed(2);
}

function formatMs(ms: number): string {
  if (ms >= 1000) return `${(ms / 1000).toFixed(2)} s`;
  return ms >= 10 ? `${ms.toFixed(0)} ms` : `${ms.toFixed(1)} ms`;
}

/** Powers of ten, as the article's table: 1 MB is 1,000,000 bytes. */
function formatBytes(bytes: number): string {
  if (bytes >= 1e6) return `${(bytes / 1e6).toFixed(0)} MB`;
  if (bytes >= 1e3) return `${(bytes / 1e3).toFixed(0)} KB`;
  return `${bytes.toFixed(0)} B`;
}
