import { type Comparable, isMain } from './home.ts';

/** Ids of two scenarios that a report compares. */
export type Pair = readonly [head: string, base: string];

/**
 * Every two models of the home runtime; each model of another runtime with the baseline there, and with the same
 * model at home.
 */
export function comparedPairs(scenarios: readonly Comparable[], home: string): readonly Pair[] {
  const mains = scenarios.filter(isMain);
  const here = mains.filter(({ runtime }) => runtime === home);
  const among = here.flatMap(({ id }, index) =>
    here.slice(index + 1).map((other): Pair => [id, other.id]),
  );
  const abroad = mains.filter(({ runtime }) => runtime !== home);
  const across = abroad.flatMap(({ id, model, baseline }) => {
    const twin = here.find((one) => one.model === model)?.id ?? null;
    return [baseline, twin].flatMap((base): readonly Pair[] => (base === null ? [] : [[id, base]]));
  });
  return [...among, ...across];
}
