import type { Workload } from '../harness/contract.ts';

/** The workload in the module of this URL, for a worker that loads it itself. */
export async function loadWorkload(url: string): Promise<Workload> {
  const { default: workload } = (await import(url)) as { default: Workload };
  return workload;
}
