import type { RunFile } from '../../results/format.ts';
import { measureModels } from '../engine/measure-models.ts';
import type { Watch } from '../engine/progress.ts';
import { roundScheduler } from '../engine/scheduler.ts';
import type { OutputFolder } from '../output/output-folder.ts';
import type { CompareOptions } from './options.ts';

/** Runs every model for all rounds; the run as it is at the end. Throws HarnessError. */
export function compare(
  options: CompareOptions,
  output: OutputFolder,
  watch: Watch,
): Promise<RunFile> {
  const scale = options.quick ? 'quick' : 'full';
  return measureModels({ command: 'compare', scale }, options, roundScheduler(), output, watch);
}
