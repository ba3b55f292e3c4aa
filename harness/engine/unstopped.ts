/**
 * What is measured in one go, and again where this process was stopped meanwhile, as by Ctrl-Z: times that
 * it takes have the pause in them, and whatever the user did then ran beside the rest.
 */
export async function unstopped<T>(measure: () => Promise<T>, signal: AbortSignal): Promise<T> {
  let stops = 0;
  const note = (): void => {
    stops += 1;
  };
  // The system sends it to what goes on, whatever has stopped it.
  process.on('SIGCONT', note);
  try {
    for (;;) {
      const before = stops;
      const measured = await measure();
      if (stops === before || signal.aborted) return measured;
    }
  } finally {
    process.off('SIGCONT', note);
  }
}
