import type { LaunchCommand } from '../measure/messages.ts';

/** From TERM to KILL for a trial that took too long. */
const KILL_GRACE_MS = 2000;
/**
 * Between two readings of the tree's memory. Waking is most of what a reading costs, so every 10 ms
 * would take twice the CPU; and a process's new peak between two readings is seen all the same.
 */
const SAMPLE_INTERVAL_MS = 40;

/** A program as the launcher is to start and measure it. */
export function trialCommand(
  program: Pick<LaunchCommand, 'executable' | 'args' | 'timeoutMs'>,
): LaunchCommand {
  return {
    ...program,
    cwd: process.cwd(),
    env: trialEnvironment(),
    killGraceMs: KILL_GRACE_MS,
    sampleIntervalMs: SAMPLE_INTERVAL_MS,
    ownPids: [process.pid],
  };
}

/** The user's environment as it is, so that NODE_OPTIONS or MALLOC settings can be compared. */
function trialEnvironment(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).filter(
      (entry): entry is [string, string] => entry[1] !== undefined,
    ),
  );
}
