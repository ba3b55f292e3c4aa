import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

import { isAbandoned, ownerMark } from '../../mock-server/owner.ts';
import type { Limits } from '../../results/format.ts';
import { HarnessError } from '../errors.ts';
import { type GroupHome, groupHome } from '../measure/group-home.ts';
import { niceWords, tasksetWords } from '../measure/limited-command.ts';
import type { LaunchLimits } from '../measure/messages.ts';
import { openProc } from '../measure/proc.ts';
import { removeGroup, TrialGroup } from '../measure/trial-group.ts';

let groups = 0;

/**
 * Refuses limits that this system cannot set, before anything is measured; and removes the control groups
 * that killed runs have left. Throws HarnessError.
 */
export async function expectLimits(limits: Limits | null): Promise<void> {
  if (limits === null) return;
  expectTool('cores', 'util-linux', tasksetWords(limits));
  expectTool('nice', 'coreutils', niceWords(limits));
  if (limits.memoryBytes !== null) await expectGroups(limits.memoryBytes);
}

/** The limits of one launch of a process tree. */
export function launchLimits(limits: Limits | null): LaunchLimits | null {
  if (limits === null) return null;
  const group = limits.memoryBytes === null ? null : newGroup(groupHome(openProc('/proc')));
  return { ...limits, group };
}

/** Tried with the value itself: `nice` goes on with a warning where only root may set it. */
function expectTool(flag: string, of: string, words: readonly string[]): void {
  const [tool, ...args] = words;
  if (tool === undefined) return;
  const { error, status, stderr } = spawnSync(tool, [...args, 'true'], { encoding: 'utf8' });
  if (error !== undefined) {
    throw unavailable(
      `--${flag} needs the program "${tool}" (${of}) on the PATH: ${error.message}`,
    );
  }
  const said = stderr.split('\n').find((line) => line.startsWith(`${tool}: `));
  if (status === 0 && said === undefined) return;
  throw unavailable(`--${flag} ${args.at(-1) ?? ''} is refused by the system: ${said ?? stderr}`);
}

async function expectGroups(memoryBytes: number): Promise<void> {
  const home = groupHome(openProc('/proc'));
  const folder = newGroup(home);
  try {
    await removeAbandonedGroups(home);
    await TrialGroup.create(folder, memoryBytes)[Symbol.asyncDispose]();
  } catch (error) {
    throw unavailable(needs((error as Error).message), { cause: error });
  }
}

/** One for each tree that is alive. Throws HarnessError where there can be none. */
function newGroup(home: GroupHome): string {
  if ('lacks' in home) throw unavailable(needs(home.lacks));
  groups += 1;
  return join(home.folder, `${ownerMark()}trial-${groups}`);
}

async function removeAbandonedGroups(home: GroupHome): Promise<void> {
  if ('lacks' in home) return;
  for (const name of readdirSync(home.folder)) {
    if (isAbandoned(name)) await removeGroup(join(home.folder, name));
  }
}

function needs(lacks: string): string {
  return `--memory-limit needs control groups of version 2, and to make some: ${lacks}`;
}

function unavailable(message: string, options?: ErrorOptions): HarnessError {
  return new HarnessError('limits', message, options);
}
