import { METRICS } from '../../results/metrics.ts';
import { formatCounts, formatList, formatValue } from '../text/format.ts';
import { isRanked, looksOf, roundsToCompare, validPairs } from './confidence.ts';
import { contenders } from './ranking.ts';
import { labelOf, type ScenarioSummary, type Summary } from './summary.ts';
import { trialsByRound } from './trials.ts';

/** Why a run recommends no model as a job, and what to do; clauses without a full stop. */
export interface NoAnswer {
  readonly why: string;
  readonly advice: string;
}

export function whyNone(summary: Summary): NoAnswer {
  const asked = summary.scenarios.filter(({ scenario }) => isRanked(summary.run, scenario));
  const models = contenders(summary);
  if (asked.length === 0) return floorAlone(summary);
  if (models.length === 0) return noFigures(asked, summary);
  if (models.length === 1) return oneModel(models, asked);
  return tooFewRounds(summary, models);
}

function floorAlone({ scenarios }: Summary): NoAnswer {
  const floors = scenarios.filter(({ scenario }) => scenario.kind === 'floor');
  const names = formatList(floors.map(labelOf));
  const [time] = floors.flatMap(({ valid, metrics }) => (valid ? (metrics.wallMs ?? []) : []));
  const took = time === undefined ? '' : `, in ${formatValue(time.estimate, METRICS.wallMs.unit)}`;
  return {
    why:
      floors.length === 0
        ? 'the run has no models'
        : `${names} does the work alone${took}, and no concurrency model was run`,
    advice: 'name at least two models with --models',
  };
}

function noFigures(asked: readonly ScenarioSummary[], { run }: Summary): NoAnswer {
  if (asked.every(({ completed, failed, invalid }) => completed + failed + invalid === 0)) {
    const why =
      run.status === 'complete' ? 'no trial was run' : 'the run ended before its first round';
    return { why, advice: 'run it again to the end' };
  }
  return {
    why: `no model did the expected work in all of its trials`,
    advice: 'fix the reason that is given first and run again',
  };
}

function oneModel([only]: readonly ScenarioSummary[], asked: readonly ScenarioSummary[]): NoAnswer {
  const others = asked.filter((one) => one !== only).map(labelOf);
  const label = only === undefined ? '' : labelOf(only);
  return others.length === 0
    ? {
        why: `${label} is the only model of this run`,
        advice: 'name at least two models with --models',
      }
    : {
        why: `only ${label} did the expected work in all of its trials`,
        advice: `fix ${formatList(others)} and run again`,
      };
}

function tooFewRounds(summary: Summary, models: readonly ScenarioSummary[]): NoAnswer {
  const ids = models.map(({ scenario }) => scenario.id);
  const rounds = trialsByRound(summary.run, ids).length;
  const needed = roundsToCompare(validPairs(summary.run).length, looksOf(summary.run));
  return {
    why: `${formatCounts([rounds], 'round')} cannot show which of ${formatCounts([models.length], 'model')} is faster`,
    advice: `run at least ${needed} rounds (--rounds ${needed})`,
  };
}
