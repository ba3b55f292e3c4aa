import type { Io } from './command.ts';
import { SILENT, streamProgress, type Watch } from './engine/progress.ts';

/** How a command's run speaks to its user. */
export function watchOf(io: Io, { quiet }: { readonly quiet: boolean }): Watch {
  const progress = quiet ? SILENT : streamProgress(io.stderr, () => performance.now());
  return { progress, signal: io.signal };
}
