import { dirname, join, relative, resolve } from 'node:path';

import type { Finding } from '../../../analysis/finding.ts';
import { isFile } from '../../../catalog.ts';
import { nearestConfig, readConfig } from '../../../config/config-file.ts';
import { HarnessError } from '../../../errors.ts';
import { projectOf } from '../../../project.ts';
import type { Configured } from '../../options.ts';
import type { CheckSubject } from '../subject.ts';
import type { Versions } from './linked-packages.ts';
import { placeIn } from './repository.ts';

/** How what is gone is reported. */
interface Removal {
  readonly ref: string;
  readonly allowRemoved: boolean;
}

/**
 * Workloads and models that the configuration of the base names and the working tree does not measure:
 * deleted or renamed, alone or with the whole file, and then nothing guards them.
 */
export async function removedWords(
  { workloads, models, folder }: Configured,
  measured: CheckSubject,
  versions: Versions,
  removal: Removal,
): Promise<readonly Finding[]> {
  const place = placeIn(versions.head, process.cwd());
  const path = place === null ? null : nearestConfig(join(versions.base, place), versions.base);
  if (path === null) return [];
  try {
    const config = await readConfig(path);
    const before = (words: readonly string[] = []) => places(words, dirname(path), versions.base);
    const now = (words: readonly string[]) => places(words, folder, versions.head);
    const { root } = projectOf(process.cwd());
    const measuredModels = measured.models.map(({ file, value }) =>
      file === null ? value.name : relative(versions.head, resolve(root, file)),
    );
    const named = typeof config.models === 'object' ? config.models : [];
    return [
      ...gone(before(config.workloads), workloads && now(workloads)).map((word) =>
        removed('workload', word, removal),
      ),
      ...gone(before(named), models && [...now(models), ...measuredModels]).map((word) =>
        removed('model', word, removal),
      ),
    ];
  } catch (error) {
    if (!(error instanceof HarnessError)) throw error;
    return [unreadable(removal.ref, error.message.split('\n')[0] ?? '')];
  }
}

/** The words of a configuration, with files as seen from the top folder of its version. */
function places(words: readonly string[], folder: string, top: string): readonly string[] {
  return words.map((word) => (isFile(word) ? relative(top, resolve(folder, word)) : word));
}

/** None where the command line decides. */
function gone(before: readonly string[], now: readonly string[] | null): readonly string[] {
  return now === null ? [] : before.filter((word) => !now.includes(word));
}

function removed(
  kind: 'workload' | 'model',
  word: string,
  { ref, allowRemoved }: Removal,
): Finding {
  return {
    code: `${kind}-removed`,
    severity: allowRemoved ? 'note' : 'problem',
    scenario: null,
    seen: `the configuration of ${ref} names the ${kind} ${word}, and that of the working tree does not: nothing shows whether what replaces it got worse`,
    advice: allowRemoved ? 'Nothing: --allow-removed.' : 'Add --allow-removed if it is to go.',
  };
}

function unreadable(ref: string, why: string): Finding {
  return {
    code: 'config-of-base',
    severity: 'warning',
    scenario: null,
    seen: `the configuration of ${ref} cannot be read, so nothing shows whether it names workloads or models that are gone: ${why}`,
    advice: 'Nothing, unless workloads or models were removed since.',
  };
}
