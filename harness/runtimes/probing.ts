import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { stripVTControlCharacters } from 'node:util';

import { execa, ExecaError } from 'execa';

import { monotonicMs } from '../clock.ts';
import { KINDS, PREFIX, type Probed, type RuntimeKind, SYSTEM_CLOCK } from './runtime.ts';

const PROBE = fileURLToPath(new URL(`./probe${extname(import.meta.filename)}`, import.meta.url));
/** For what ends in a second on a quiet machine. */
const LIMIT_MS = 30_000;

/** What `--version` prints: `v26.10.0`, `1.4.5`, `deno 2.9.6 (stable, …)`. */
const VERSIONS: Readonly<Record<RuntimeKind, RegExp>> = {
  node: /^v(\d+\.\d+\.\d+)/,
  bun: /^(\d+\.\d+\.\d+)/,
  deno: /^deno (\d+\.\d+\.\d+)/,
};

/** Which runtime a file is; null for a program of another kind, or none. */
export async function kindOf(executable: string): Promise<Pick<Probed, 'kind' | 'version'> | null> {
  const { stdout, failed } = await execa(executable, ['--version'], {
    ...{ timeout: LIMIT_MS, reject: false },
  });
  if (failed) return null;
  for (const kind of KINDS) {
    const version = VERSIONS[kind].exec(stdout)?.[1];
    if (version !== undefined) return { kind, version };
  }
  return null;
}

/** What the runtime has of Node, learned in it; or why it cannot be used, in one line. */
export async function probe(
  executable: string,
  kind: RuntimeKind,
  flags: readonly string[],
): Promise<Probed | string> {
  const args = [...PREFIX[kind], ...flags, PROBE];
  const startedAtMs = monotonicMs();
  try {
    const { stdout } = await execa(executable, args, {
      timeout: LIMIT_MS,
      stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
    });
    const { atMs, lacks, ...probed } = JSON.parse(stdout) as Probed & { readonly atMs: number };
    const isSystem = startedAtMs <= atMs && atMs <= monotonicMs();
    return { ...probed, lacks: isSystem ? lacks : [...lacks, SYSTEM_CLOCK] };
  } catch (error) {
    if (!(error instanceof ExecaError)) throw error;
    const [line = error.shortMessage] = stripVTControlCharacters(String(error.stderr))
      .split('\n')
      .filter(Boolean);
    return `does not run a probe: ${line}`;
  }
}
