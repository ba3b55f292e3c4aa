import { join } from 'node:path';

import { writeBodyPack } from '../../scenarios/body-pack.ts';
import { scratchFolder } from '../engine/scratch-folder.ts';
import { Launcher } from '../measure/launcher.ts';
import type { Subject } from './step.ts';
import { FAULTY_NAMES } from './workloads/faulty.ts';
import { bodyOf, NAMES } from './workloads/pair.ts';

/** Bodies for a floor, which neither lists nor fetches. */
const PACKS: Readonly<Record<string, readonly string[]>> = { pair: NAMES, faulty: FAULTY_NAMES };

/** What the trials of one model need; launcher and folder are gone at the end of the scope. */
export async function openSubject(
  of: Pick<Subject, 'modelUrl' | 'model' | 'timeoutMs' | 'signal'>,
): Promise<Subject & AsyncDisposable> {
  const launcher = await Launcher.start();
  const scratch = scratchFolder();
  for (const [workload, names] of Object.entries(PACKS)) {
    writeBodyPack(join(scratch.path, workload), names, names.map(bodyOf));
  }
  return {
    ...{ ...of, launcher, folder: scratch.path },
    async [Symbol.asyncDispose]() {
      await launcher[Symbol.asyncDispose]();
      scratch[Symbol.dispose]();
    },
  };
}

/** File of the bodies of one of our own workloads; null for one that has none. */
export function bodyPackOf(workload: string, { folder }: Subject): string | null {
  return workload in PACKS ? join(folder, workload) : null;
}
