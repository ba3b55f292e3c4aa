import type { Model, Workload } from './contract.ts';
import { HarnessError } from './errors.ts';
import { modelMisfit, workloadMisfit } from './module-shape.ts';

/** What a file of that kind exports as default. */
interface Exported {
  readonly model: Model;
  readonly workload: Workload;
}

const MISFIT = { model: modelMisfit, workload: workloadMisfit };

/**
 * The model or workload that the module of this name exports. Throws HarnessError, with the name of
 * the field, when it exports something else or cannot be loaded.
 */
export async function importChecked<Kind extends keyof Exported>(
  kind: Kind,
  name: string,
  url: string,
): Promise<Exported[Kind]> {
  const bad = (reason: string, cause?: unknown) =>
    new HarnessError(`bad-${kind}`, `scenarios/${kind}s/${name}.ts: ${reason}`, { cause });
  let value: unknown;
  try {
    value = ((await import(url)) as { default?: unknown }).default;
  } catch (error) {
    throw bad(`cannot be loaded: ${String(error).split('\n')[0] ?? ''}`, error);
  }
  const misfit = MISFIT[kind](value);
  if (misfit !== null) throw bad(misfit);
  const exported = value as Exported[Kind];
  if (exported.name !== name) throw bad(`"name" must be "${name}", the name of the file`);
  return exported;
}
