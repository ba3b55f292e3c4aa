import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';

import type { RunFile } from '../../results/format.ts';
import { answer } from '../analysis/answer.ts';
import { summarize } from '../analysis/summary.ts';
import { HarnessError } from '../errors.ts';
import { type KeptRun, keptRuns } from '../output/history.ts';
import { runIn } from '../output/own-files.ts';
import { invocation, pathFromHere } from '../project.ts';
import { formatList, formatTime } from '../text/format.ts';
import { columnsOf, type Table } from '../text/table.ts';

/** Runs of the claims have a name of their own. */
const RUN_FILES = ['run.json', 'claims.json'];

/** The run that lies in a folder and those kept beside it, the newest first. Throws HarnessError. */
export function keptList(folder: string): Table {
  if (existsSync(folder) && !statSync(folder).isDirectory()) throw noRuns(folder);
  const runs = RUN_FILES.flatMap((file) => [...latest(folder, file), ...keptRuns(folder, file)]);
  if (runs.length === 0) throw noRuns(folder);
  const newestFirst = runs.toSorted(
    (a, b) => Date.parse(b.run.startedAt) - Date.parse(a.run.startedAt),
  );
  return {
    title: `Runs in ${folder}`,
    columns: columnsOf(['when', 'command', 'models', 'status', 'answer', 'run file'], []),
    rows: newestFirst.map(({ path, run }) => [
      { value: formatTime(run.startedAt) },
      { value: [run.schedule.command, ...run.schedule.arguments].join(' ') },
      { value: modelsText(run) },
      { value: statusText(run) },
      { value: answerText(run) },
      { value: pathFromHere(path) },
    ]),
    notes: [`For the report of one: ${invocation('report', 'RUN_FILE')}`],
  };
}

function latest(folder: string, file: string): readonly Pick<KeptRun, 'path' | 'run'>[] {
  const path = join(folder, file);
  const run = runIn(path);
  return run === null ? [] : [{ path, run }];
}

function modelsText({ scenarios }: RunFile): string {
  const models = scenarios.filter(({ kind }) => kind === 'model').map(({ model }) => model);
  return formatList([...new Set(models)]);
}

function statusText({ status, schedule, trials }: RunFile): string {
  const failed = trials.filter((trial) => trial.status !== 'completed').length;
  const scale = schedule.scale === 'quick' ? ', quick' : '';
  return `${status}${scale}${failed === 0 ? '' : `, ${failed} of ${trials.length} trials failed`}`;
}

/** Runs of other commands answer other questions, which their reports do. */
function answerText(run: RunFile): string {
  if (run.schedule.command !== 'compare') return 'see its report';
  const { model } = answer(summarize(run));
  return model === null ? 'no recommendation' : `use ${model}`;
}

function noRuns(folder: string): HarnessError {
  return new HarnessError(
    'no-run-file',
    `${folder}: no runs; name a folder of results, or make one with ${invocation('compare')}`,
  );
}
