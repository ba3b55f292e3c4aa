import type { Claim, ClaimChart, Figures, Judgement } from '../../harness/claim-contract.ts';
import { estimateCell, estimateText } from '../../harness/text/estimate.ts';
import { formatList, formatValue } from '../../harness/text/format.ts';
import { columnsOf, type Table } from '../../harness/text/table.ts';
import type { Interval } from '../../harness/stats/interval.ts';

const ONE_LOOP = 'single-threaded';
const MODELS = ['worker-threads', 'child-processes'] as const;
type ModelName = typeof ONE_LOOP | (typeof MODELS)[number];

const WORKLOADS = { types: 'fetch-pokemon', document: 'fetch-documents' } as const;
type Result = keyof typeof WORKLOADS;

const ITEMS = 110;
/** From this share of the CPU on, the boundary is a tax worth naming. */
const HEAVY_SHARE = 0.1;

/** What crossing the boundary costs, when little crosses it and when much does. */
const claim: Claim = {
  name: 'serialization-tax',
  number: 4,
  title: 'The serialization tax',
  says: 'Subinterpreters pay a heavy CPU and memory tax, because all communication is serialized.',
  experiment:
    'The main workload returns either its types or whole documents. The boundary costs what the larger result adds to a model beyond what it adds to one event loop, which has no boundary.',
  rounds: { full: 6, quick: 1 },
  cases: () =>
    [ONE_LOOP, ...MODELS].flatMap((model) =>
      (['types', 'document'] as const).map((result) => ({
        kind: 'model' as const,
        id: idOf(model as ModelName, result),
        model,
        workload: WORKLOADS[result],
        settings: { items: ITEMS },
      })),
    ),
  judge,
};
export default claim;

function idOf(model: ModelName, result: Result): string {
  return `${model}, ${result}`;
}

/**
 * CPU of the boundary as a share of all CPU, with whole documents: what they add to this model,
 * less what they add to one event loop.
 */
function documentShare(figures: Figures, model: ModelName): Interval {
  const ids = [
    ...[idOf(model, 'document'), idOf(model, 'types')],
    ...[idOf(ONE_LOOP, 'document'), idOf(ONE_LOOP, 'types')],
  ];
  return figures.combine(ids, (document = {}, types = {}, oneDocument = {}, oneTypes = {}) => {
    const cpu = (one: typeof document) => one['cpuMs'] ?? NaN;
    const added = cpu(document) - cpu(types) - (cpu(oneDocument) - cpu(oneTypes));
    return added / cpu(document);
  });
}

function judge(figures: Figures): Judgement {
  const shares = MODELS.map((model) => ({ model, share: documentShare(figures, model) }));
  const heavy = shares.filter(({ share }) => share.low > HEAVY_SHARE);
  const bytes = figures.of(idOf('child-processes', 'document'), 'boundaryBytes');
  const fewBytes = figures.of(idOf('child-processes', 'types'), 'boundaryBytes');
  return {
    // With types alone a few kilobytes cross: their cost is not a tax on size.
    verdict: heavy.length === 0 ? 'does-not-hold' : 'depends',
    sentence: finding(shares),
    evidence: [
      `With types as the result, ${estimateText(fewBytes, 'bytes')} cross the boundary; with whole documents, ${estimateText(bytes, 'bytes')}.`,
      ...shares.map(
        ({ model, share }) =>
          `With whole documents, crossing the boundary takes ${estimateText(share, 'share')} of the CPU of ${model}.`,
      ),
    ],
    ...(heavy.length > 0 && {
      condition: `the tax is heavy (over ${formatValue(HEAVY_SHARE, 'share')} of the CPU) where results are large, in ${formatList(heavy.map(({ model }) => model))}`,
    }),
    tables: [table(figures)],
    chart: chart(figures),
  };
}

interface BoundaryShare {
  readonly model: ModelName;
  readonly share: Interval;
}

function finding(shares: readonly BoundaryShare[]): string {
  const parts = shares.map(
    ({ model, share }) =>
      `${formatValue(Math.max(0, share.estimate), 'share')} of the CPU in ${model}`,
  );
  return `With whole documents as results, crossing the boundary takes ${formatList(parts)}.`;
}

function chart(figures: Figures): ClaimChart {
  return {
    title: 'CPU with small and large results',
    kind: 'bars',
    x: { title: '' },
    y: { title: 'CPU of the whole process tree', unit: 'ms' },
    points: [ONE_LOOP, ...MODELS].flatMap((model) =>
      (['types', 'document'] as const).map((result) => ({
        x: model,
        series: result === 'types' ? 'types as the result' : 'whole document as the result',
        y: figures.of(idOf(model as ModelName, result), 'cpuMs'),
      })),
    ),
  };
}

function table(figures: Figures): Table {
  return {
    title: 'Small and large results',
    columns: columnsOf(
      ['model', 'result'],
      ['bytes across', 'time', 'CPU', 'peak PSS', 'boundary, of CPU'],
    ),
    rows: ([ONE_LOOP, ...MODELS] as const).flatMap((model) =>
      (['types', 'document'] as const).map((result) => {
        const id = idOf(model, result);
        return [
          { value: model },
          { value: result },
          estimateCell(figures.of(id, 'boundaryBytes'), 'bytes'),
          estimateCell(figures.of(id, 'wallMs'), 'ms'),
          estimateCell(figures.of(id, 'cpuMs'), 'ms'),
          estimateCell(figures.of(id, 'peakPssBytes'), 'bytes'),
          model === ONE_LOOP || result === 'types'
            ? { value: '' }
            : estimateCell(documentShare(figures, model), 'share'),
        ];
      }),
    ),
    notes: [
      `${ITEMS} items. Every model creates the text of the documents; only the models with a boundary pass it across.`,
    ],
  };
}
