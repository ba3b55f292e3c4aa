import { median, quantile } from 'simple-statistics';

import type { CompletedTrial } from '../../../results/format.ts';
import { roundName } from '../../../results/round-name.ts';
import { formatValue } from '../../text/format.ts';
import { inEachScenario, type Detector } from './detector.ts';

/** Tukey's outer fences: so many interquartile ranges beyond the quartiles (Exploratory Data Analysis, 1977, 2D). */
const FENCE = 3;
/** Below 8 values quartiles are guesses. */
const FEWEST_FOR_OUTLIERS = 8;
/** Of the median: nearer to it a value changes nothing. */
const FAR_SHARE = 0.05;

export const outliers: Detector = {
  code: 'outliers',
  severity: 'note',
  detect: inEachScenario((trials) => {
    if (trials.length < FEWEST_FOR_OUTLIERS) return null;
    const times = trials.map(wallMs);
    const [low, middle, high] = quantile(times, [0.25, 0.5, 0.75]);
    if (low === undefined || middle === undefined || high === undefined) return null;
    const reach = Math.max(FENCE * (high - low), FAR_SHARE * middle);
    const far = trials.filter(
      (trial) => wallMs(trial) < low - reach || wallMs(trial) > high + reach,
    );
    if (far.length === 0) return null;
    const each = far.map(
      (trial) => `${formatValue(wallMs(trial), 'ms')} in ${roundName(trial.round)}`,
    );
    return {
      seen: `${each.join(', ')}, far from the median of ${formatValue(middle, 'ms')}`,
      advice:
        'They are kept: a median is hardly affected. If they recur, find out what else was running.',
    };
  }),
};

/** Trials in the smaller mode, at least: fewer are outliers. */
const FEWEST_IN_MODE = 3;
/** As a share of all trials. */
const SMALLEST_MODE_SHARE = 0.2;

/** Below that, noise with one peak looks so too often. */
const FEWEST_FOR_MODES = 10;
/** Gap over the width of the wider group. */
const APART_RATIO = 1.5;

/**
 * Two groups with a gap between them wider than either of them: Dunn's index, above 1 in his
 * "compact and well separated clusters" (Dunn 1974, doi 10.1080/01969727408546059). At 1.5 it sees
 * two modes in less than 2 % of samples of 10 that have one. A trial between the modes hides them.
 */
export const twoModes: Detector = {
  code: 'two-modes',
  severity: 'warning',
  detect: inEachScenario((trials) => {
    const modes = trials.length < FEWEST_FOR_MODES ? null : separated(trials.map(wallMs));
    if (modes === null) return null;
    const [fast, slow] = modes.map(
      (mode) => `${mode.length} trials took about ${formatValue(median(mode), 'ms')}`,
    );
    return {
      seen: `${fast ?? ''}, ${slow ?? ''}, with none in between`,
      advice: 'The median describes neither group. Check whether one group came after the other.',
    };
  }),
};

/** Between first and last third of a run: as for the base of a check. */
const DRIFT_SHARE = 0.15;
/** Three in each third. */
const FEWEST_FOR_DRIFT = 9;

export const drift: Detector = {
  code: 'drift',
  severity: 'warning',
  detect: inEachScenario((trials) => {
    if (trials.length < FEWEST_FOR_DRIFT) return null;
    const times = trials.toSorted((a, b) => a.round - b.round).map(wallMs);
    const third = Math.floor(times.length / 3);
    const first = median(times.slice(0, third));
    const last = median(times.slice(-third));
    if (Math.abs(last / first - 1) <= DRIFT_SHARE) return null;
    return {
      seen: `${formatValue(first, 'ms')} in the first third of the rounds, ${formatValue(last, 'ms')} in the last`,
      advice: 'Ratios are still reliable (paired within rounds). Rerun for absolute times.',
    };
  }),
};

function wallMs({ metrics }: CompletedTrial): number {
  return metrics['wallMs'] ?? NaN;
}

/** The two groups on either side of the widest gap; null where they are not well separated. */
function separated(values: readonly number[]): readonly [number[], number[]] | null {
  const sorted = values.toSorted((a, b) => a - b);
  const gaps = sorted.slice(1).map((value, index) => value - (sorted[index] ?? NaN));
  const widest = Math.max(...gaps);
  const cut = gaps.indexOf(widest) + 1;
  const groups = [sorted.slice(0, cut), sorted.slice(cut)] as const;
  const fewest = Math.max(FEWEST_IN_MODE, SMALLEST_MODE_SHARE * values.length);
  const apart = groups.every(
    (group) =>
      group.length >= fewest && APART_RATIO * ((group.at(-1) ?? NaN) - (group[0] ?? NaN)) < widest,
  );
  return apart ? [...groups] : null;
}
