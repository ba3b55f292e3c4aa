import { max, median, sum } from 'simple-statistics';

import type { CompletedTrial, Environment, Scenario } from '../../../results/format.ts';
import { formatValue } from '../../text/format.ts';
import { environmentOf } from '../environment.ts';
import { type Detector, inEachScenario, type Sighting } from './detector.ts';
import { lateEnding } from './late-ending.ts';

export const moreWorkersThanCores: Detector = {
  code: 'more-workers-than-cores',
  severity: 'note',
  detect: ({ run, scenarios }) => {
    const crowds = scenarios.flatMap(({ scenario }) =>
      crowdOn(environmentOf(run, scenario), scenario),
    );
    // One for all scenarios with as many workers on as many cores.
    return [...new Map(crowds.map((crowd) => [crowd.seen, crowd])).values()];
  },
};

function crowdOn({ cores }: Environment, { kind, settings, mock }: Scenario): readonly Sighting[] {
  if (kind !== 'model' || settings === null || settings.workers <= cores) return [];
  const shared = mock?.own === true ? ', which they share with the mock server' : '';
  return [
    {
      scenario: null,
      seen: `${settings.workers} workers on ${cores} ${cores === 1 ? 'core' : 'cores'}${shared}`,
      advice: `Parallel models pay for workers that have no core to run on. Try --workers ${cores}.`,
    },
  ];
}

/** Times its equal share of the bytes, carried by the busiest worker. */
const UNEQUAL_RATIO = 1.25;
/** With so many batches each, workers even out by taking more or fewer of them. */
const BATCHES_PER_WORKER = 4;

export const unequalBatches: Detector = {
  code: 'unequal-batches',
  severity: 'note',
  detect: inEachScenario((trials, { scenario }, { run }) => {
    const { settings } = scenario;
    if (settings === null) return null;
    const { cores } = environmentOf(run, scenario);
    const batches = Math.ceil(settings.items / settings.batchSize);
    const parallel = trials.filter(runsInParallel);
    if (parallel.length === 0 || batches >= BATCHES_PER_WORKER * settings.workers) return null;
    // A workload of one function fetches no bytes.
    const unit = parallel.some(hasBytes) ? 'bodyBytes' : 'items';
    const shares = medianShares(parallel, unit);
    if (max(shares) * shares.length <= UNEQUAL_RATIO) return null;
    const endings = parallel.map(({ workers }) => lateEnding(workers, cores));
    const aloneMs = median(endings.map((ending) => ending.aloneMs));
    const lostMs = median(endings.map((ending) => ending.lostMs));
    const smaller = Math.ceil(settings.items / (BATCHES_PER_WORKER * settings.workers));
    return {
      seen: `the workers carried ${shares.map((share) => Math.round(100 * share)).join('/')} % of the ${unit === 'items' ? 'items' : 'bytes'}; the last worker ran alone for ${formatValue(aloneMs, 'ms')}`,
      advice: `With even batches the work would end about ${formatValue(lostMs, 'ms')} earlier. Try --batch-size ${smaller}.`,
    };
  }),
};

/** Of the whole time, until every worker could take work. */
const START_UP_SHARE = 0.2;
/** What the advice brings it down to. */
const SMALL_SHARE = 0.05;

export const startUpShare: Detector = {
  code: 'start-up-share',
  severity: 'note',
  detect: inEachScenario((_, { scenario: { settings }, metrics: { workersReadyMs, wallMs } }) => {
    if (settings === null || workersReadyMs === null || wallMs === null) return null;
    const [startMs, restMs] = [workersReadyMs.estimate, wallMs.estimate - workersReadyMs.estimate];
    if (!(restMs > 0) || startMs / wallMs.estimate <= START_UP_SHARE) return null;
    const times = (startMs * (1 / SMALL_SHARE - 1)) / restMs;
    const items = Math.ceil((settings.items * times) / 1000) * 1000;
    return {
      seen: `${formatValue(startMs / wallMs.estimate, 'share')} of the time (${formatValue(startMs, 'ms')}) passed before all workers were up`,
      advice: `That is realistic for a program started per job. For a server, read "Once up"; for longer jobs, try --items ${items} (start-up about ${100 * SMALL_SHARE} %).`,
    };
  }),
};

/** Workers of one loop end together, whatever their batches are. */
function runsInParallel({ loops, workers }: CompletedTrial): boolean {
  return workers.length > 1 && loops.filter(({ role }) => role === 'worker').length > 1;
}

function hasBytes({ workers }: CompletedTrial): boolean {
  return workers.some(({ bodyBytes }) => bodyBytes > 0);
}

/** Of the work per worker, largest first: each the median over the trials, summing to 1. */
function medianShares(trials: readonly CompletedTrial[], unit: 'bodyBytes' | 'items'): number[] {
  const sorted = trials.map(({ workers }) =>
    workers.map((worker) => worker[unit]).toSorted((a, b) => b - a),
  );
  const medians = (sorted[0] ?? []).map((_, place) =>
    median(sorted.map((bytes) => bytes[place] ?? 0)),
  );
  return medians.map((bytes) => bytes / sum(medians));
}
