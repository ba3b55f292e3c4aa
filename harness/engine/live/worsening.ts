import type { Injection } from '../../../results/format.ts';
import type { PassRequest } from '../../trial/protocol.ts';
import type { Slice } from './live-side.ts';

/**
 * What a slice is made worse by: a share of what the first side's last one took for an item, which nothing
 * is injected into. Memory is injected in whole trials only, since launches measure none.
 */
export function worseningOf(
  injection: Injection | null,
  last: (Pick<Slice, 'ms' | 'cpuMs'> & { readonly items: number }) | null,
  items: number,
): Pick<PassRequest, 'worsening'> {
  if (injection === null || injection.kind === 'memory' || last === null) return {};
  const { kind, share } = injection;
  const shareOf = (value: number) => (value * share * items) / last.items;
  if (kind === 'wall') return { worsening: { waitMs: shareOf(last.ms) } };
  return last.cpuMs === null ? {} : { worsening: { cpuMs: shareOf(last.cpuMs) } };
}
