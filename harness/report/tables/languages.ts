import { METRICS } from '../../../results/metrics.ts';
import { compare } from '../../analysis/comparison.ts';
import { languageBase } from '../../analysis/pairs.ts';
import { labelOf, type ScenarioSummary, type Summary } from '../../analysis/summary.ts';
import { type Cell, columnsOf, type Table } from '../../text/table.ts';
import { baseCell, comparisonCell, metricCell, nameCell } from './cells.ts';
import { floorsLast, isFloor } from './compared-columns.ts';
import { explanations } from './languages-explained.ts';
import { PUBLISHED, publishedFigures } from './published.ts';

/** A column of the table. */
interface LanguageColumn {
  readonly title: string;
  readonly cellOf: (one: ScenarioSummary) => Cell;
}

/**
 * Programs in other languages beside the models of the harness's own Node; none where a run has no
 * such program. Nothing here is ranked: which model to choose is asked within one runtime.
 */
export function languageTables(summary: Summary): readonly Table[] {
  const programs = summary.scenarios.filter(({ scenario }) => scenario.language !== null);
  if (programs.length === 0 && missingPrograms(summary).length === 0) return [];
  const shown = floorsLast([...nodeModels(summary), ...programs]);
  const columns = columnsFor(summary, shown);
  return [
    {
      title: 'Languages',
      columns: columnsOf(
        ['model', 'language'],
        columns.map(({ title }) => title),
      ),
      rows: [
        ...shown.flatMap((one) => [
          [nameCell(one), languageCell(one), ...columns.map(({ cellOf }) => cellOf(one))],
          ...publishedRows(one, columns.length),
        ]),
        ...missingRows(summary, columns.length),
      ],
      notes: [
        'The same work, proved by the same digest, and measured in the same way.',
        ...baseNotes(shown),
        ...(shown.some((one) => publishedRows(one, 0).length > 0) ? [PUBLISHED_NOTE] : []),
        ...explanations(summary, programs),
      ],
    },
  ];
}

const PUBLISHED_NOTE =
  "The article's rows are as published: measured on another machine against the live PokeAPI, so that only the ratios below them compare with ours. It does not say whose memory it shows.";

/** Variants have tables of their own, and other runtimes too. */
function nodeModels({ scenarios }: Summary): readonly ScenarioSummary[] {
  return scenarios.filter(({ scenario: { language, main } }) => language === null && main === null);
}

function columnsFor(
  summary: Summary,
  shown: readonly ScenarioSummary[],
): readonly LanguageColumn[] {
  const metric = (name: 'wallMs' | 'peakPssBytes' | 'cpuMs', title = METRICS[name].title) => ({
    title,
    cellOf: (one: ScenarioSummary) => metricCell(one, name),
  });
  return [
    ...[metric('wallMs'), metric('peakPssBytes'), metric('cpuMs')],
    { title: 'CPU vs floor', cellOf: (one) => floorCell(summary, one) },
    { title: 'time vs base', cellOf: (one) => baseComparison(summary, shown, one) },
    { title: 'start-up', cellOf: (one) => metricCell(one, 'workersReadyMs') },
  ];
}

function languageCell({ scenario: { language, runtime } }: ScenarioSummary): Cell {
  return { value: language ?? 'JavaScript', detail: runtime };
}

/** The floor of its own runtime: that of another says nothing of what the model adds. */
function floorCell({ run, scenarios }: Summary, one: ScenarioSummary): Cell {
  const { id, runtime } = one.scenario;
  const floor = scenarios.find((other) => isFloor(other) && other.scenario.runtime === runtime);
  if (floor === undefined || floor === one) return { value: '' };
  return comparisonCell(one, compare(run, id, floor.scenario.id, 'cpuMs'), 'amount');
}

/** The article's row below ours of the same approach. */
function publishedRows(
  { scenario: { analogue, language, variantOf } }: ScenarioSummary,
  figures: number,
): readonly (readonly Cell[])[] {
  const isPython = language === 'Python' && variantOf === null;
  const row = PUBLISHED.find((one) => isPython && one.analogue === analogue);
  if (row === undefined) return [];
  const { time, memory, cpu } = publishedFigures(row);
  return [
    [
      { value: row.approach, muted: true, ink: 'gray' },
      { value: 'Python', detail: 'the article' },
      ...[time, memory, cpu],
      ...Array.from({ length: Math.max(0, figures - 3) }, () => ({ value: '' })),
    ],
  ];
}

function missingPrograms({ run }: Summary) {
  return run.notRun.filter(({ language }) => language !== null);
}

/** The table of all models says why. */
function missingRows(summary: Summary, figures: number): readonly (readonly Cell[])[] {
  return missingPrograms(summary).map(({ label, language }) => [
    { value: label, muted: true, ink: 'gray' },
    { value: language ?? '' },
    ...Array.from({ length: figures }, (): Cell => ({ value: 'not run', ink: 'gray' })),
  ]);
}

/** Within the language: with the baseline of Node's models, or the first of its programs. */
function baseComparison(
  { run }: Summary,
  shown: readonly ScenarioSummary[],
  one: ScenarioSummary,
): Cell {
  const base = baseOf(shown, one.scenario.language);
  if (base === null || isFloor(one)) return { value: '' };
  if (base === one && one.valid) return baseCell('base');
  return comparisonCell(one, compare(run, one.scenario.id, base.scenario.id, 'wallMs'), 'time');
}

/** Null where a language has one model alone. */
function baseOf(
  shown: readonly ScenarioSummary[],
  language: string | null,
): ScenarioSummary | null {
  const models = shown.filter((one) => one.scenario.language === language && !isFloor(one));
  const declared = new Set(models.map(({ scenario }) => scenario.baseline));
  const ofPrograms = languageBase(
    shown.map(({ scenario }) => scenario),
    language,
  );
  const base = models.find(({ scenario }) =>
    language === null ? declared.has(scenario.id) : scenario === ofPrograms,
  );
  return models.length < 2 || base === undefined ? null : base;
}

function baseNotes(shown: readonly ScenarioSummary[]): readonly string[] {
  const languages = new Set(shown.map(({ scenario }) => scenario.language));
  const bases = [...languages].flatMap((language) => {
    const base = baseOf(shown, language);
    return base === null ? [] : `${language ?? 'JavaScript'} with ${labelOf(base)}`;
  });
  const floors = 'CPU is compared with the floor of the same runtime';
  if (bases.length === 0) return [`${floors}.`];
  return [`Times are compared within a language: ${bases.join(', ')}; ${floors}.`];
}
