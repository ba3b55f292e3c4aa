import type { Summary } from '../analysis/summary.ts';
import type { Ink } from '../text/screen.ts';

/** The nearest to the hues of the charts, so that a model looks the same everywhere. */
const USUAL = { none: 'blue', thread: 'yellow', process: 'green' } as const;
const OTHERS: readonly Ink[] = ['magenta', 'red', 'cyan'];

/** One colour per model in a terminal, gray for a floor; by the scenario's id. */
export function modelInks({ scenarios }: Summary): ReadonlyMap<string, Ink> {
  const inks = new Map<string, Ink>();
  for (const { scenario } of scenarios) {
    const { id, kind, isolation } = scenario;
    const wanted = isolation === null ? OTHERS : [USUAL[isolation], ...OTHERS];
    const taken = new Set(inks.values());
    const another = OTHERS[inks.size % OTHERS.length] ?? 'cyan';
    inks.set(id, kind === 'floor' ? 'gray' : (wanted.find((ink) => !taken.has(ink)) ?? another));
  }
  return inks;
}
