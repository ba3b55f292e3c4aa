import { contenders, roundsToRank } from '../ranking.ts';
import { inRun, type Detector } from './detector.ts';

export const tooFewRounds: Detector = {
  code: 'too-few-rounds',
  severity: 'warning',
  detect: inRun((summary) => {
    const models = contenders(summary);
    if (models.length === 0) return null;
    const rounds = Math.min(...models.map(({ completed }) => completed));
    const needed = roundsToRank(models.length);
    if (rounds >= needed) return null;
    const seen = rounds === 1 ? '1 round' : `${rounds} rounds`;
    return {
      seen: `${seen} cannot give ${models.length > 1 ? `ranks of ${models.length} models` : 'a 95 % interval'}`,
      advice: `${needed} would suffice, more show smaller differences: --rounds ${needed}.`,
    };
  }),
};
