/**
 * What is measured in one go, and again where this process was stopped meanwhile, as by Ctrl-Z: times that
 * it takes have the pause in them, and whatever the user did then ran beside the rest.
 */
export async function unstopped<T>(measure: () => Promise<T>, signal: AbortSignal): Promise<T> {
  for (;;) {
    let wasStopped = false;
    const note = (): void => {
      wasStopped = true;
    };
    // The system sends it to what goes on, whatever has stopped it.
    process.on('SIGCONT', note);
    try {
      const measured = await measure();
      if (!wasStopped || signal.aborted) return measured;
    } finally {
      process.off('SIGCONT', note);
    }
  }
}
