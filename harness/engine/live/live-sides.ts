import type { Launcher } from '../../measure/launcher.ts';
import type { DrivenWork, RunnableScenario, TrialContext } from '../trial.ts';
import type { Launchers } from './launchers.ts';
import { LiveSide } from './live-side.ts';

export interface LiveContext extends Omit<TrialContext, 'launcher'> {
  readonly launchers: Launchers;
}

/** Whose trees are alive together. */
export interface SidesRequest {
  readonly runnables: readonly RunnableScenario[];
  readonly work: DrivenWork;
  /** Which launcher each tree gets, where it matters. */
  readonly assign?: (launchers: readonly Launcher[]) => readonly Launcher[];
}

/** Starts all trees at once and leaves nothing of them; `work` sees each become ready. */
export async function withLiveSides<T>(
  { runnables, work: driven, assign = (launchers) => launchers }: SidesRequest,
  context: LiveContext,
  work: (sides: readonly LiveSide[]) => Promise<T>,
): Promise<T> {
  const controller = new AbortController();
  const signal = AbortSignal.any([context.signal, controller.signal]);
  const launchers = assign(await context.launchers.atLeast(runnables.length));
  const sides = runnables.map((runnable, index) => {
    const launcher = launchers[index];
    if (launcher === undefined) throw new Error('there are fewer launchers than sides');
    return new LiveSide(runnable, driven, launcher, { ...context, signal });
  });
  try {
    return await work(sides);
  } finally {
    for (const side of sides) side[Symbol.dispose]();
    controller.abort();
    // Their launchers are free again only then.
    await Promise.allSettled(sides.map((side) => side.end()));
  }
}
