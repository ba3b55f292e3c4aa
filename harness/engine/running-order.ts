import { median } from 'simple-statistics';

import { formatValue } from '../text/format.ts';
import type { Measured } from '../../results/journal.ts';

/** The median times of models as far as they are known, while rounds go on. */
export interface RunningOrder {
  add(what: Measured): void;
  /** `worker-threads 1.31 s, single-threaded 1.40 s`: least first; empty before the first trial. */
  text(): string;
}

/** Of these scenarios; no other is shown. */
export function runningOrder(ids: readonly string[]): RunningOrder {
  const times = new Map<string, number[]>(ids.map((id) => [id, []]));
  return {
    add(what) {
      if (what.kind !== 'trial' || what.trial.phase === 'warm-up') return;
      if (what.trial.status !== 'completed') return;
      const { scenario, metrics } = what.trial;
      if (metrics['wallMs'] != null) times.get(scenario)?.push(metrics['wallMs']);
    },
    text() {
      const medians = [...times].flatMap(([id, all]) =>
        all.length === 0 ? [] : [{ id, ms: median(all) }],
      );
      const sorted = medians.sort((a, b) => a.ms - b.ms);
      return sorted.map(({ id, ms }) => `${id} ${formatValue(ms, 'ms')}`).join(', ');
    },
  };
}
