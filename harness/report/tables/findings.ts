import type { Finding } from '../../analysis/finding.ts';
import { columnsOf, type Table } from '../../text/table.ts';
import { shownDoc } from '../../project.ts';

const EXPLAINED = `${shownDoc('findings.md')} explains each.`;

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
      { value: code, detail: scenario ?? 'the run' },
      { value: seen, detail: advice },
    ]),
    notes: [findings.length === 0 ? 'None: nothing odd was seen.' : EXPLAINED],
  };
}

/** For the terminal: notes by their codes only. */
export function shortFindingsTable(findings: readonly Finding[]): Table {
  const notes = new Set(
    findings.filter(({ severity }) => severity === 'note').map(({ code }) => code),
  );
  const table = findingsTable(findings.filter(({ severity }) => severity !== 'note'));
  if (notes.size === 0) return table;
  return { ...table, notes: [`Notes, in the report: ${[...notes].join(', ')}.`, EXPLAINED] };
}
