import type { Claim, Figures, Judgement, Scale } from '../../harness/claim-contract.ts';
import { estimateText } from '../../harness/text/estimate.ts';
import { programUrl } from '../program-url.ts';
import type { CollectionSpec } from './polling-costs/spec.ts';
import { collectionTable, delayChart } from './polling-costs/presentation.ts';
import { AMOUNT, comparedBriefly, comparedText } from './shared/compared.ts';
import { type Price, priceOf, titleOf, WAYS } from './polling-costs/ways.ts';

const claim: Claim = {
  name: 'polling-costs',
  number: 11,
  title: 'Polling for results costs CPU or time',
  says: 'The program with subinterpreters polls four result queues, each with a timeout of 0.1 s; the article attributes its 19.66 s of CPU to serialization.',
  experiment:
    'Four threads put the same batches of results at the same moments, and one thread collects them: by polling four queues without and with a wait, by a blocking wait, by notification and by messages.',
  rounds: { full: 6, quick: 3 },
  cases: (scale) =>
    WAYS.map(({ id }) => ({
      kind: 'program',
      id,
      program: programUrl(import.meta, './polling-costs/collect'),
      input: { way: id, ...PACE[scale] } satisfies CollectionSpec,
    })),
  judge,
};
export default claim;

const DELAY = ['longer', 'shorter'] as const;

const PACE: Readonly<Record<Scale, Omit<CollectionSpec, 'way'>>> = {
  full: { producers: 4, batchesPerProducer: 10, batchSize: 5, meanBatchMs: 60 },
  quick: { producers: 4, batchesPerProducer: 5, batchSize: 5, meanBatchMs: 60 },
};

function judge(figures: Figures): Judgement {
  const cpu = priceOf(figures, 'no-wait', 'cpuMsPerResult');
  const delay = priceOf(figures, 'timed-wait', 'delayP50Ms');
  return {
    ...verdictOf(cpu, delay),
    sentence: finding(cpu, delay),
    evidence: [
      `Polling without a wait takes ${estimateText(figures.of('no-wait', 'cpuMsPerResult'), 'ms')} of CPU per result: ${priceWords(cpu, AMOUNT)}.`,
      `Polling with a timeout of 100 ms delays half of the results by ${estimateText(figures.of('timed-wait', 'delayP50Ms'), 'ms')} or more: ${priceWords(delay, DELAY)}.`,
    ],
    tables: [collectionTable(figures)],
    chart: delayChart(figures),
  };
}

/** A poll without a wait is to cost CPU, a poll with one is to cost time. */
function verdictOf(cpu: Price, delay: Price): Pick<Judgement, 'verdict' | 'condition'> {
  const costsCpu = cpu.ratio.low > 1;
  const costsTime = delay.ratio.low > 1;
  if (costsCpu && costsTime) return { verdict: 'holds' };
  if (cpu.ratio.high <= 1 && delay.ratio.high <= 1) return { verdict: 'does-not-hold' };
  if (costsCpu) {
    return { verdict: 'depends', condition: 'polling costs CPU when it does not wait' };
  }
  if (costsTime) return { verdict: 'depends', condition: 'polling costs time when it waits' };
  return { verdict: 'depends', condition: 'no detected cost of polling on this machine' };
}

function finding(cpu: Price, delay: Price): string {
  const cpuWords = comparedBriefly(cpu.ratio, AMOUNT, 'no difference detected');
  const delayWords = comparedBriefly(delay.ratio, DELAY, 'no difference detected');
  return `Polling against notification: CPU per result without a wait, ${cpuWords}; median delay with a timeout of 100 ms, ${delayWords}.`;
}

function priceWords({ ratio, told }: Price, words: typeof AMOUNT): string {
  return `${comparedText(ratio, words)} than the cheapest way of being notified (${titleOf(told)})`;
}
