import type { Summary } from '../analysis/summary.ts';
import type { ColourName } from '../drawing/theme.ts';

/** The hue that models of an isolation have in every run. */
const USUAL = { none: 'blue', thread: 'orange', process: 'green' } as const;
const OTHERS: readonly ColourName[] = ['purple', 'vermillion', 'sky', 'brown'];

/** One hue per model, the same in every chart and table of a run; grey for a floor. By the scenario's id. */
export function modelHues({ scenarios }: Summary): ReadonlyMap<string, ColourName> {
  const hues = new Map<string, ColourName>();
  for (const { scenario } of scenarios) {
    const { id, kind, isolation } = scenario;
    const wanted = isolation === null ? OTHERS : [USUAL[isolation], ...OTHERS];
    const taken = new Set(hues.values());
    const another = OTHERS[hues.size % OTHERS.length] ?? 'brown';
    hues.set(id, kind === 'floor' ? 'grey' : (wanted.find((hue) => !taken.has(hue)) ?? another));
  }
  return hues;
}
