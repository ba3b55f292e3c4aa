import type { LaunchCommand } from './messages.ts';
import type { ProcessTree } from './process-tree.ts';

export interface EndingSignals {
  /** Ends the tree with SIGTERM, and with SIGKILL what is left after the grace. */
  readonly abort: AbortSignal;
  /** Ends the tree with SIGKILL. */
  readonly kill: AbortSignal;
}

/** Ends the tree on timeout or demand; the function stops that and says what has happened. */
export function endOnDemand(
  tree: ProcessTree,
  { timeoutMs, killGraceMs }: LaunchCommand,
  { abort, kill }: EndingSignals,
): () => { timedOut: boolean; aborted: boolean } {
  const listening = new AbortController();
  let timedOut = false;
  let grace: NodeJS.Timeout | undefined;
  const end = (): void => {
    tree.signal('SIGTERM');
    // One that is stopped hears of it only when it goes on.
    tree.signal('SIGCONT');
    grace ??= setTimeout(() => {
      tree.signal('SIGKILL');
    }, killGraceMs);
  };
  const deadline = setTimeout(() => {
    timedOut = true;
    end();
  }, timeoutMs);
  abort.addEventListener('abort', end, listening);
  const killNow = (): void => {
    tree.signal('SIGKILL');
  };
  kill.addEventListener('abort', killNow, listening);
  return () => {
    clearTimeout(deadline);
    clearTimeout(grace);
    listening.abort();
    return { timedOut, aborted: abort.aborted };
  };
}
