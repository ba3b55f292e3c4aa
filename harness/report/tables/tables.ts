import { budgetVerdicts } from '../../analysis/budgets.ts';
import { atHome } from '../../analysis/home.ts';
import { contenders } from '../../analysis/ranking.ts';
import { runFindings } from '../../analysis/run-findings.ts';
import type { Summary } from '../../analysis/summary.ts';
import type { Table } from '../../text/table.ts';
import { isArticles } from '../shared.ts';
import { articleTable } from './article.ts';
import { budgetTable } from './budgets.ts';
import { comparisonTable } from './comparison.ts';
import { decisionTable } from './decision.ts';
import { latencyTable, phaseTable } from './details.ts';
import { faultTables } from './faults.ts';
import { findingsTable, shortFindingsTable } from './findings.ts';
import { languageTables } from './languages.ts';
import { onceUpTable } from './once-up.ts';
import { proofTable } from './proof.ts';
import { rankTable } from './rank.ts';
import { runtimeTables } from './runtimes.ts';
import { sharedDataTables } from './shared-data.ts';
import { variantTables } from './variants.ts';

/** Every table of the written reports, in the order they are read. */
export function reportTables(all: Summary): readonly Table[] {
  const summary = atHome(all);
  const models = contenders(summary);
  return [
    ...answers(summary),
    ...runtimeTables(all),
    ...budgetTables(summary),
    findingsTable(runFindings(all)),
    ...(isArticles(summary.run) && models.length > 0 ? [articleTable(summary)] : []),
    ...[phaseTable(summary), latencyTable(summary), proofTable(summary)],
    ...(models.length > 0 ? [decisionTable(summary)] : []),
  ];
}

/** Those that the terminal shows. */
export function terminalTables(all: Summary): readonly Table[] {
  const summary = atHome(all);
  return [
    ...answers(summary),
    ...runtimeTables(all),
    ...[phaseTable(summary), latencyTable(summary)],
    shortFindingsTable(runFindings(all)),
    ...(contenders(summary).length > 0 ? [decisionTable(summary)] : []),
  ];
}

/** Of a run that has any; those of a check are its own to judge. */
export function budgetTables({ run }: Summary): readonly Table[] {
  if (run.schedule.command === 'check' || run.schedule.budgets.length === 0) return [];
  return [budgetTable(budgetVerdicts(run))];
}

function answers(summary: Summary): readonly Table[] {
  return [
    comparisonTable(summary),
    onceUpTable(summary),
    ...variantTables(summary),
    ...languageTables(summary),
    ...(contenders(summary).length > 1 ? [rankTable(summary)] : []),
    ...sharedDataTables(summary),
    ...faultTables(summary),
  ];
}
