import { changesText } from '../analysis/changes-text.ts';
import { isSameWork } from '../analysis/changes.ts';
import { RUN_FILES } from '../engine/run-file.ts';
import { keptRuns } from '../output/history.ts';
import { pathFromHere } from '../project.ts';
import { formatTime } from '../text/format.ts';
import type { RunFile } from '../../results/format.ts';

/** Where the run before lies, and what changed since the last one of the same work. */
export function formerRunLines(outDir: string, run: RunFile): readonly string[] {
  const kept = keptRuns(outDir, RUN_FILES.file);
  const [last] = kept;
  if (last === undefined) return [];
  const same = kept.find((one) => isSameWork(run, one.run));
  if (same === undefined) return [`Previous run: ${placeText(last)}, of other work.`];
  return [
    ...(same === last ? [] : [`Previous run: ${placeText(last)}, of other work.`]),
    `Previous run of the same work: ${placeText(same)}. ${changesText(same.run, run)}`,
  ];
}

function placeText({ path, run }: ReturnType<typeof keptRuns>[number]): string {
  return `${pathFromHere(path)} (${formatTime(run.startedAt)}${run.schedule.scale === 'quick' ? ', quick' : ''})`;
}
