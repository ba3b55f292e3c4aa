/** What a system says that will not start another thread or process, or has no memory for one. */
const REFUSALS = new Set([
  'EAGAIN',
  'EMFILE',
  'ENFILE',
  'ENOMEM',
  'ERR_WORKER_INIT_FAILED',
  'ERR_WORKER_OUT_OF_MEMORY',
]);

/** What `start` gives, or null where the machine says no; any other error is a bug and thrown. */
export async function unlessRefused<T>(start: () => Promise<T>): Promise<T | null> {
  try {
    return await start();
  } catch (error) {
    if (REFUSALS.has((error as NodeJS.ErrnoException).code ?? '')) return null;
    throw error;
  }
}
