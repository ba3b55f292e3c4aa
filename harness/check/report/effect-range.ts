import { formatEffectRange } from '../../text/format.ts';

/** The ends of the interval about an effect; with too few rounds it has none. */
export function effectRange(
  { low, high }: { readonly low: number | null; readonly high: number | null },
  separator: string,
  unit = '',
): string {
  if (low === null || high === null) return 'too few rounds';
  return formatEffectRange({ low, high }, separator, unit);
}
