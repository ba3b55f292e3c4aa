/** Between two looks at the parent, in milliseconds. */
const LOOK_MS = 500;

/** Calls `ended` once, when the process that started this one has ended. Keeps nothing going. */
export function whenParentEnds(ended: () => void): void {
  const parent = process.ppid;
  const timer = setInterval(() => {
    // A process whose parent has ended is adopted by another.
    if (process.ppid === parent) return;
    clearInterval(timer);
    ended();
  }, LOOK_MS);
  timer.unref();
}
