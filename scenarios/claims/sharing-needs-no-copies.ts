import type { Claim, ClaimCase, Figures, Judgement, Scale } from '../../harness/claim-contract.ts';
import { estimateText } from '../../harness/text/estimate.ts';
import { formatList, formatValue } from '../../harness/text/format.ts';
import { programUrl } from '../program-url.ts';
import { AMOUNT, comparedBriefly, comparedText } from './shared/compared.ts';
import { cpuChart } from './sharing-needs-no-copies/chart.ts';
import {
  type Comparison,
  compareWithMessages,
  HOLDINGS,
  isCheaper,
  isCostlier,
  memoryMetric,
  memorySaved,
} from './sharing-needs-no-copies/comparison.ts';
import type { TableSpec, TransportSpec } from './sharing-needs-no-copies/messages.ts';
import { PHASES, TABLE_BYTES, TABLE_WORKERS } from './sharing-needs-no-copies/sizes.ts';
import { sharingTables } from './sharing-needs-no-copies/tables.ts';
import { SHARED_BYTES, SHARED_OBJECT, TRANSPORTS } from './sharing-needs-no-copies/transports.ts';

const claim: Claim = {
  name: 'sharing-needs-no-copies',
  number: 3,
  title: 'Threads share without copies',
  says: 'Memory is shared across threads, with no serialization and no deep copies; what passes between isolated interpreters is serialized.',
  experiment:
    'A record of 1 KB to 1 MB crosses to another thread by shared memory and by every kind of message, and to another process; then four workers read one large table, shared or copied.',
  rounds: { full: 6, quick: 2 },
  cases: (scale) => [...transportCases(scale), ...tableCases(scale)],
  judge,
};
export default claim;

function transportCases(scale: Scale): readonly ClaimCase[] {
  const program = programUrl(import.meta, './sharing-needs-no-copies/transport');
  return TRANSPORTS.map(({ id }) => {
    const input = { transport: id, phases: PHASES[scale] } satisfies TransportSpec;
    return { kind: 'program', id, program, input };
  });
}

function tableCases(scale: Scale): readonly ClaimCase[] {
  const program = programUrl(import.meta, './sharing-needs-no-copies/table');
  const table = { bytes: TABLE_BYTES[scale], workers: TABLE_WORKERS };
  return HOLDINGS.map(({ id, held }) => {
    const input = { ...table, held } satisfies TableSpec;
    return { kind: 'program', id, program, input };
  });
}

function judge(figures: Figures): Judgement {
  const bytes = compareWithMessages(figures, SHARED_BYTES);
  const objects = compareWithMessages(figures, SHARED_OBJECT);
  return {
    ...verdictOf(figures, bytes, objects),
    sentence: finding(largest(bytes), largest(objects)),
    evidence: [
      `Bytes in shared memory: ${ratioWords(largest(bytes))}.`,
      `An object in shared memory, which is encoded and parsed: ${ratioWords(largest(objects))}.`,
      ...tableWords(figures),
    ],
    tables: sharingTables(figures),
    chart: cpuChart(figures, objects),
  };
}

function verdictOf(
  figures: Figures,
  bytes: readonly Comparison[],
  objects: readonly Comparison[],
): Pick<Judgement, 'verdict' | 'condition'> {
  const metric = memoryMetric(figures);
  const saved = metric && memorySaved(figures, metric);
  const records = [...bytes, ...objects];
  if (records.every(isCheaper) && (saved?.low ?? 1) > 0) return { verdict: 'holds' };
  if (records.every(isCostlier) && (saved?.high ?? 0) <= 0) return { verdict: 'does-not-hold' };
  const cheaper = [
    ...bytes.filter(isCheaper).map((one) => `bytes of ${sizeOf(one)}`),
    ...objects.filter(isCheaper).map((one) => `an object of ${sizeOf(one)}`),
    ...((saved?.low ?? 0) > 0 ? ['a table that is only read'] : []),
  ];
  const condition =
    cheaper.length === 0
      ? 'nothing was detectably cheaper shared than as a message'
      : `sharing was detectably cheaper than the cheapest message for ${formatList(cheaper)}, and for nothing else tested`;
  return { verdict: 'depends', condition };
}

/** The record for which a copy costs most. */
function largest(comparisons: readonly Comparison[]): Comparison {
  const last = comparisons.at(-1);
  if (last === undefined) throw new RangeError('no size was compared');
  return last;
}

function finding(bytes: Comparison, object: Comparison): string {
  const words = ({ ratio }: Comparison) => comparedBriefly(ratio, AMOUNT, 'no difference detected');
  return `CPU of sharing against the cheapest message: for ${sizeOf(bytes)} of bytes, ${words(bytes)}; for an object of ${sizeOf(object)}, which must be encoded, ${words(object)}.`;
}

function ratioWords(one: Comparison): string {
  return `for ${sizeOf(one)}, CPU against the cheapest message (${one.message.title}): ${comparedText(one.ratio, AMOUNT)}`;
}

function sizeOf({ bytes }: Comparison): string {
  return formatValue(bytes, 'bytes');
}

function tableWords(figures: Figures): readonly string[] {
  const metric = memoryMetric(figures);
  if (metric === undefined) return [];
  const table = formatValue(TABLE_BYTES[figures.scale], 'bytes');
  const held = HOLDINGS.map(
    ({ id, title }) => `${estimateText(figures.of(id, metric.figure), 'bytes')} ${title}`,
  );
  return [
    `A table of ${table} for ${TABLE_WORKERS} workers took a ${metric.title} of ${formatList(held)}.`,
  ];
}
