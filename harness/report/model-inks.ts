import type { Summary } from '../analysis/summary.ts';
import type { ColourName } from '../drawing/theme.ts';
import type { Ink } from '../text/screen.ts';
import { modelHues } from './model-hues.ts';

/** What a terminal has that is nearest to the hues of the charts. */
const NEAREST: Partial<Readonly<Record<ColourName, Ink>>> = {
  ...{ blue: 'blue', orange: 'yellow', green: 'green', grey: 'gray' },
  ...{ purple: 'magenta', vermillion: 'red', sky: 'cyan' },
};

/** One colour per model in a terminal; by the scenario's id. */
export function modelInks(summary: Summary): ReadonlyMap<string, Ink> {
  return new Map([...modelHues(summary)].map(([id, hue]) => [id, NEAREST[hue] ?? 'cyan']));
}
