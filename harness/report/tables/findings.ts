import type { Finding } from '../../analysis/finding.ts';
import { columnsOf, type Table } from '../../text/table.ts';
import { shownDoc } from '../../project.ts';
import { explanationAnchor } from '../explanations.ts';

/** What the reader must know, in full. */
export function findingsTable(findings: readonly Finding[]): Table {
  return {
    title: 'Findings',
    columns: [
      ...columnsOf(['severity', 'finding'], []),
      { title: 'what was seen, and what to do', align: 'left', prose: true },
    ],
    rows: findings.map(({ code, severity, scenario, seen, advice }) => [
      { value: severity },
      { value: code, detail: scenario ?? 'the run', linkTo: explanationAnchor(code) },
      { value: seen, detail: advice },
    ]),
    notes: findings.length === 0 ? ['None: nothing odd was seen.'] : [],
  };
}

/** For the terminal: notes by their codes only. */
export function shortFindingsTable(findings: readonly Finding[]): Table {
  const notes = new Set(
    findings.filter(({ severity }) => severity === 'note').map(({ code }) => code),
  );
  const table = findingsTable(findings.filter(({ severity }) => severity !== 'note'));
  if (findings.length === 0) return table;
  const noted = notes.size === 0 ? [] : [`Notes, in the report: ${[...notes].join(', ')}.`];
  return { ...table, notes: [...noted, `${shownDoc('findings.md')} explains each.`] };
}
