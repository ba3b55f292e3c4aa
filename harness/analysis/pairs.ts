import { type Comparable, isMain } from './home.ts';

/** Ids of two scenarios that a report compares. */
export type Pair = readonly [head: string, base: string];

/**
 * Every two models of the home runtime; each model of another runtime with the baseline there, and with the same
 * model at home; each program with the base of its language.
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
  const programs = scenarios.filter(isMainProgram).flatMap(({ id, language }): readonly Pair[] => {
    const base = languageBase(scenarios, language)?.id ?? id;
    return base === id ? [] : [[id, base]];
  });
  return [...among, ...across, ...programs];
}

/** What programs in a language are compared with in time: the first of them. */
export function languageBase<One extends Comparable>(
  scenarios: readonly One[],
  language: string | null,
): One | null {
  return scenarios.find((one) => isMainProgram(one) && one.language === language) ?? null;
}

/** Of those in another language; no floor, and no variant of another. */
function isMainProgram({ kind, main, language }: Comparable): boolean {
  return kind === 'model' && main === null && language !== null;
}
