import { join } from 'node:path';

import { findRuntimes } from '../../harness/runtimes/find.ts';
import { runtimesFolder } from '../../harness/runtimes/installed.ts';
import { runtimeRequests } from '../../harness/runtimes/request.ts';
import { ROOT } from './command.ts';

/** Names of the runtimes other than Node that this machine has, in PATH or as .ci/run adds them, by their kind. */
export async function otherRuntimes(): Promise<Readonly<Partial<Record<string, string>>>> {
  const folder = runtimesFolder(join(ROOT, '.cache'));
  const found = await findRuntimes(runtimeRequests(['bun', 'deno']), folder);
  return Object.fromEntries(
    found.flatMap((one) => ('engine' in one ? [[one.kind, one.name]] : [])),
  );
}
