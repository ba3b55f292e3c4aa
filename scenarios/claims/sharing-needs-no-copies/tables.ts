import type { Figures } from '../../../harness/claim-contract.ts';
import { estimateCell } from '../../../harness/text/estimate.ts';
import { formatValue } from '../../../harness/text/format.ts';
import { columnsOf, type Table } from '../../../harness/text/table.ts';
import { HOLDINGS, memoryMetric } from './comparison.ts';
import { PHASES, recordFigure, TABLE_BYTES, TABLE_WORKERS } from './sizes.ts';
import { TRANSPORTS, type Transport } from './transports.ts';

export function sharingTables(figures: Figures): readonly Table[] {
  return [
    recordTable(figures, 'CPU of both sides per record', 'cpuMs'),
    recordTable(figures, 'Time per record', 'wallMs'),
    throughputTable(figures),
    memoryTable(figures),
  ];
}

function recordTable(figures: Figures, title: string, figure: 'cpuMs' | 'wallMs'): Table {
  return transportTable(title, figures, ({ id }, bytes) =>
    estimateCell(figures.of(id, recordFigure(figure, bytes)), 'ms'),
  );
}

function throughputTable(figures: Figures): Table {
  return transportTable('Records per second', figures, ({ id }, bytes) => {
    const figure = recordFigure('wallMs', bytes);
    const perSecond = figures.combine([id], (one = {}) => 1000 / (one[figure] ?? NaN));
    return estimateCell(perSecond, 'count');
  });
}

function transportTable(
  title: string,
  { scale }: Figures,
  cell: (transport: Transport, bytes: number) => ReturnType<typeof estimateCell>,
): Table {
  const sizes = PHASES[scale].map(({ bytes }) => bytes);
  return {
    title,
    columns: columnsOf(
      ['delivered by'],
      sizes.map((bytes) => formatValue(bytes, 'bytes')),
    ),
    rows: TRANSPORTS.map((transport) => [
      { value: transport.title, detail: transport.delivers },
      ...sizes.map((bytes) => cell(transport, bytes)),
    ]),
    notes: ['One sender, one receiver; records as PokeAPI has them, objects of moves.'],
  };
}

function memoryTable(figures: Figures): Table {
  const metric = memoryMetric(figures);
  const bytes = formatValue(TABLE_BYTES[figures.scale], 'bytes');
  return {
    title: `A table of ${bytes} that ${TABLE_WORKERS} workers read`,
    columns: columnsOf(['the table is'], [metric?.title ?? 'peak memory', 'time', 'CPU']),
    rows: HOLDINGS.map(({ id, title }) => [
      { value: title },
      metric === undefined
        ? { value: 'n/a' }
        : estimateCell(figures.of(id, metric.figure), 'bytes'),
      estimateCell(figures.of(id, 'wallMs'), 'ms'),
      estimateCell(figures.of(id, 'cpuMs'), 'ms'),
    ]),
    notes: ['Of the whole process tree, from start to exit.'],
  };
}
