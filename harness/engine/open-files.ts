import type { WorkSettings } from '../../results/format.ts';
import { HarnessError } from '../errors.ts';
import { contentOf } from '../measure/proc.ts';

/** What a process has open beside its connections: libraries, pipes, four or so per worker thread. */
const OTHER_FILES = 50;

/** As the system says it: the limit of a process, or of the whole system, is reached. */
const REACHED = /\bE[MN]FILE\b/;

/**
 * Files that a process may open; null where the system does not say. The hard limit, since Node raises
 * the other one to it when it starts.
 */
export function openFilesLimit(limits = '/proc/self/limits'): number | null {
  const text = contentOf(limits)?.toString('latin1') ?? '';
  const hard = /^Max open files +\S+ +(\d+)/m.exec(text)?.[1];
  return hard === undefined ? null : Number(hard);
}

/**
 * Refuses work that cannot have all its connections: some models hold them all in one process, and so
 * does the mock server. Throws HarnessError.
 */
export function expectOpenFiles(
  { items, workers, inFlight }: Pick<WorkSettings, 'items' | 'workers' | 'inFlight'>,
  limit = openFilesLimit(),
): void {
  const connections = Math.min(items, workers * inFlight);
  if (limit === null || connections + OTHER_FILES <= limit) return;
  throw new HarnessError(
    'open-files',
    `--workers ${workers} with --in-flight ${inFlight} keep ${connections} connections open, and a process may open ${limit} files (ulimit -n): raise it to ${connections + OTHER_FILES} or more, or lower --in-flight or --workers`,
  );
}

/** What a text about a failure lacks where it was for this limit; empty where it was not. */
export function openFilesAdvice(failure: string, limit = openFilesLimit()): string {
  if (!REACHED.test(failure)) return '';
  const most = limit === null ? '' : `, ${limit} here`;
  return `; a process ran out of open files (ulimit -n${most}): raise the limit, or lower --in-flight or --workers`;
}
