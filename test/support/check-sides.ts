import type { CheckSide } from '../../harness/check/sides/sides.ts';
import type { Entry } from '../../harness/catalog.ts';
import type { ModelTraits, WorkloadTraits } from '../../harness/contract.ts';
import type { ModelRun } from '../../harness/engine/scenario.ts';
import { SETTINGS } from './run.ts';

/** A side with these models and the workload `w`, unless it has others. */
export function side(
  ref: string,
  models: readonly string[],
  parts: { readonly workloads?: readonly string[] } & Partial<
    Pick<CheckSide, 'files' | 'shares' | 'program'>
  > = {},
): CheckSide {
  const urls = (names: readonly string[]) =>
    new Map(names.map((name) => [name, `file:///${ref}/${name}.js`]));
  return {
    version: { ref, gitCommit: null, gitDirty: null, whole: false },
    models: urls(models),
    workloads: urls(parts.workloads ?? ['w']),
    files: parts.files ?? new Map(),
    shares: parts.shares ?? null,
    codeSha256: null,
    program: parts.program ?? null,
    nodeVersion: '26.10.0',
  };
}

/** Models as the catalog has them. */
export function entries(...names: readonly string[]): readonly Entry<ModelTraits>[] {
  return names.map((name) => ({
    ...{ url: `file:///catalog/${name}.js`, name, shown: name, file: null },
    value: { name, summary: '', kind: 'model', isolation: 'none', sharing: 'objects' },
  }));
}

export function runOn(workload: string): ModelRun {
  return {
    workload: { url: '', name: workload, shown: workload, file: null, value: traits(workload) },
    settings: SETTINGS,
    mock: { url: 'http://127.0.0.1:1' },
    ...{ rounds: 60, timeoutMs: null },
  };
}

function traits(name: string): WorkloadTraits {
  const about = { name, summary: '', form: 'simple', shares: false, params: {} } as const;
  return { ...about, usesMockServer: true, listed: null };
}
