import type { Injection } from '../../../results/format.ts';
import type { PassRequest } from '../../trial/protocol.ts';
import type { Slice } from './live-side.ts';

/**
 * What a slice is made worse by: a share of what the side's last one took for an item. Memory is
 * injected in whole trials only, since launches measure none.
 */
export function worseningOf(
  injection: Injection | null,
  last: (Pick<Slice, 'ms' | 'cpuMs'> & { readonly items: number }) | null,
  items: number,
): Pick<PassRequest, 'worsening'> {
  if (injection === null || injection.kind === 'memory' || last === null) return {};
  const { kind, share } = injection;
  // Of what it took without: the last slice has the share in it already.
  const own = (value: number) => ((value / (1 + share)) * share * items) / last.items;
  if (kind === 'wall') return { worsening: { waitMs: own(last.ms) } };
  return last.cpuMs === null ? {} : { worsening: { cpuMs: own(last.cpuMs) } };
}
