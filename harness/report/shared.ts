import type { RunFile, Scenario } from '../../results/format.ts';

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

/** Whether a run is of the article's work: that of the suite itself, done against the mock server. */
export function isArticles({ scenarios }: RunFile): boolean {
  return working(scenarios).some(({ file, mock }) => file === null && mock !== null);
}

/** Whether it is of a user's workload or models. */
export function isOwn(scenarios: readonly Scenario[]): boolean {
  return scenarios.some(({ file, modelFile }) => file !== null || modelFile !== null);
}

/** Whether any of its work asks the mock server. */
export function asksMock({ scenarios }: RunFile): boolean {
  return scenarios.some(({ mock }) => mock !== null);
}

/** Models do the work; a floor does only a part of it, and tells nothing where there are models. */
export function working(scenarios: readonly Scenario[]): readonly Scenario[] {
  const models = scenarios.filter(({ kind }) => kind !== 'floor');
  return models.length === 0 ? scenarios : models;
}
