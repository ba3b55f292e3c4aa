import { existsSync } from 'node:fs';
import { join, normalize } from 'node:path';

import type { Finding } from '../../../analysis/finding.ts';
import { isFile } from '../../../catalog.ts';
import { readConfig } from '../../../config/config-file.ts';
import { HarnessError } from '../../../errors.ts';
import type { Configured } from '../../options.ts';
import type { Versions } from './linked-packages.ts';
import { placeIn } from './repository.ts';

/** How what is gone is reported. */
interface Removal {
  readonly ref: string;
  readonly allowRemoved: boolean;
}

/**
 * Workloads and models that the base's configuration names and the working tree's no longer does:
 * deleted or renamed, and then nothing guards them.
 */
export async function removedWords(
  { path, workloads, models }: Configured,
  versions: Versions,
  removal: Removal,
): Promise<readonly Finding[]> {
  const place = placeIn(versions.head, path);
  const before = place === null ? null : join(versions.base, place);
  if (before === null || !existsSync(before)) return [];
  try {
    const config = await readConfig(before);
    const named = typeof config.models === 'object' ? config.models : [];
    return [
      ...gone(config.workloads ?? [], workloads).map((word) => removed('workload', word, removal)),
      ...gone(named, models).map((word) => removed('model', word, removal)),
    ];
  } catch (error) {
    if (!(error instanceof HarnessError)) throw error;
    return [unreadable(removal.ref, error.message.split('\n')[0] ?? '')];
  }
}

/** Null for words that the command line decides. */
function gone(before: readonly string[], now: readonly string[] | null): readonly string[] {
  if (now === null) return [];
  const plain = (word: string) => (isFile(word) ? normalize(word) : word);
  const kept = now.map(plain);
  return before.filter((word) => !kept.includes(plain(word)));
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
