import type { Watch } from '../engine/progress.ts';
import type { OutputFolder } from '../output/output-folder.ts';
import type { CheckOptions } from './options.ts';
import { checkRun } from './paired/check-run.ts';
import { judge } from './paired/judge.ts';
import { STANDARD, THOROUGH } from './rule.ts';
import { checkedSides } from './paired/compared-models.ts';
import { refSides } from './sides/sides.ts';
import { checkStored } from './stored/check-stored.ts';
import type { CheckedRun } from './verdict.ts';

/**
 * Compares the working tree with a commit, or with stored runs where none is named. Throws
 * HarnessError; what was measured until then is saved as an incomplete run.
 */
export async function check(
  options: CheckOptions,
  output: OutputFolder,
  watch: Watch,
): Promise<CheckedRun> {
  const rule = options.thorough ? THOROUGH : STANDARD;
  const { against: ref, whole } = options;
  if (ref === null) return checkStored(options, output, rule, watch);
  const { progress, signal } = watch;
  const note = (text: string) => {
    progress.note(text);
  };
  const sides = await refSides({ ref, whole }, { note, signal });
  const { run, findings } = await checkRun(
    options,
    output,
    sides,
    { rule, injection: null },
    watch,
  );
  const judged = judge(run, rule);
  const result = { ...judged, findings: [...judged.findings, ...findings] };
  return { run, result, sides: checkedSides(run) };
}
