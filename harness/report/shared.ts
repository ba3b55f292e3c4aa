import type { Scenario } from '../../results/format.ts';

/**
 * A sentence of what scenarios share, or one for every group of them where they differ. `of` is
 * empty for all of them, else it names the group: ` of worker-threads, child-processes`.
 */
export function shared(
  scenarios: readonly Scenario[],
  valueOf: (scenario: Scenario) => string,
  sentence: (value: string, of: string) => string,
): readonly string[] {
  const groups = [...Map.groupBy(scenarios, valueOf)];
  return groups.map(([value, those]) => {
    const labels = those.map(({ label }) => label).join(', ');
    return sentence(value, groups.length === 1 ? '' : ` of ${labels}`);
  });
}

/** Models do the work; a floor does only a part of it, and tells nothing where there are models. */
export function working(scenarios: readonly Scenario[]): readonly Scenario[] {
  const models = scenarios.filter(({ kind }) => kind !== 'floor');
  return models.length === 0 ? scenarios : models;
}
