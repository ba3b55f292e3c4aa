import type { Claim, ClaimChart, Figures, Judgement } from '../../harness/claim-contract.ts';
import { estimateText } from '../../harness/text/estimate.ts';
import { formatList, formatValue } from '../../harness/text/format.ts';
import { ALONE, safetyCases } from './thread-safety/cases.ts';
import { AMOUNT, comparedBriefly, comparedText } from './shared/compared.ts';
import { priceTable, raceTable, UPDATES } from './thread-safety/tables.ts';

const claim: Claim = {
  name: 'thread-safety',
  number: 5,
  title: 'Thread safety is your job',
  says: 'Threads give full shared-memory access, which means data races are possible: you will need locks, queues or other synchronization primitives, as with goroutines and sync.Mutex.',
  experiment:
    'Two threads raise the same counter plainly, with Atomics and under a lock. One thread writes a record, or a number across two cache lines, while the other reads it. Two counters lie side by side or apart.',
  rounds: { full: 6, quick: 3 },
  cases: safetyCases,
  judge,
};
export default claim;

/** What goes wrong where nothing protects it. */
const RACES = [
  { id: 'count-plain', figure: 'lost', what: 'one counter' },
  { id: 'read-record', figure: 'torn', what: 'a record of two fields' },
] as const;

/** What protects it. */
const REMEDIES = [
  { id: 'count-atomics', figure: 'lost', what: 'Atomics' },
  { id: 'count-lock', figure: 'lost', what: 'a lock' },
  { id: 'read-record-with-lock', figure: 'torn', what: 'a lock about a record' },
] as const;

function judge(figures: Figures): Judgement {
  return {
    ...verdictOf(figures),
    sentence: finding(figures),
    evidence: [...raceWords(figures), ...priceWords(figures)],
    tables: [raceTable(figures), priceTable(figures)],
    chart: priceChart(figures),
  };
}

function verdictOf(figures: Figures): Pick<Judgement, 'verdict' | 'condition'> {
  const wrong = RACES.filter(({ id, figure }) => figures.of(id, figure).low > 0);
  const failed = failedRemedies(figures);
  const never = RACES.every(({ id, figure }) => figures.of(id, figure).high === 0);
  if (never || failed.length > 0) return { verdict: 'does-not-hold' };
  if (wrong.length === RACES.length) return { verdict: 'holds' };
  const surely = formatList(wrong.map(({ what }) => what));
  const condition =
    surely === ''
      ? 'the two threads did not access the memory at the same moment in every round'
      : `only with ${surely} did something go wrong in every round`;
  return { verdict: 'depends', condition };
}

function failedRemedies(figures: Figures): readonly string[] {
  const failed = REMEDIES.filter(({ id, figure }) => figures.of(id, figure).high > 0);
  return failed.map(({ what }) => what);
}

function finding(figures: Figures): string {
  const lost = formatValue(figures.of('count-plain', 'lostShare').estimate, 'share');
  return `Two threads lost ${lost} of their unprotected updates to one counter. ${remedyWords(figures)}`;
}

function remedyWords(figures: Figures): string {
  const failed = failedRemedies(figures);
  return failed.length === 0
    ? 'With Atomics or a lock, none were lost or torn.'
    : `Some were lost or torn even with ${formatList(failed)}.`;
}

function raceWords(figures: Figures): readonly string[] {
  const [lost, torn = '', over = '', aligned = ''] = [
    estimateText(figures.of('count-plain', 'lostShare'), 'share'),
    ...['read-record', 'read-value-over-lines', 'read-value'].map((id) => tornWords(figures, id)),
  ];
  return [
    `Two threads lost ${lost} of the unprotected updates to one counter.`,
    `A record of two fields was half updated in ${torn}.`,
    `A number of 8 bytes was half updated in ${over} where it crossed two cache lines, and in ${aligned} where it was aligned.`,
    remedyWords(figures),
  ];
}

function tornWords(figures: Figures, id: string): string {
  const reads = formatValue(figures.of(id, 'reads').estimate, 'count');
  const share = figures.combine([id], ({ torn = NaN, reads = NaN } = {}) => torn / reads);
  return `${estimateText(share, 'share')} of ${reads} reads`;
}

function priceWords(figures: Figures): readonly string[] {
  const alone = (figure: string) => estimateText(figures.of(ALONE, figure), 'ms');
  const sharing = figures.ratio('count-adjacent', 'count-padded', 'cpuMsPerUpdate');
  return [
    `Without contention, a plain update takes ${alone('plainMs')}, one with Atomics ${alone('atomicsMs')} and one under a lock ${alone('lockMs')}.`,
    `CPU of two adjacent counters against two that are 128 bytes apart: ${comparedText(sharing, AMOUNT)}.`,
  ];
}

function priceChart(figures: Figures): ClaimChart {
  const ratio = figures.ratio('count-lock', 'count-atomics', 'cpuMsPerUpdate');
  const one = UPDATES.slice(0, 3);
  return {
    title: `CPU of an update under a lock against one with Atomics, two threads: ${comparedBriefly(ratio, AMOUNT, 'no difference detected')}`,
    kind: 'bars',
    x: { title: 'update of one counter' },
    y: { title: 'CPU of one update', unit: 'ms', scale: 'log' },
    points: one.flatMap(({ title, alone, raced }) => [
      { x: title, y: figures.of(ALONE, alone), series: 'no other thread' },
      { x: title, y: figures.of(raced, 'cpuMsPerUpdate'), series: 'two threads' },
    ]),
  };
}
