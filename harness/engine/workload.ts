import { type Entry, findModule } from '../catalog.ts';
import type { WorkloadTraits } from '../contract.ts';
import { describeWorkload } from '../inspect/inspector.ts';
import { MOST_LISTED } from '../inspect/protocol.ts';
import type { ModelSearch } from './models.ts';
import { type MeasureOptions, workSettings } from './options.ts';

/** The workload asked for, with the parameters that it was given. Throws HarnessError. */
export async function findWorkload(
  { workload, settings }: Pick<MeasureOptions, 'workload' | 'settings'>,
  { folder, watch }: ModelSearch,
): Promise<Entry<WorkloadTraits>> {
  const module = await findModule('workload', workload, folder);
  // To count an endless list would take for ever.
  const items = settings.items ?? MOST_LISTED + 1;
  const asked = { ...workSettings({ items, params: settings.params }), origin: '' };
  return { ...module, value: await describeWorkload({ module, settings: asked }, watch.signal) };
}
