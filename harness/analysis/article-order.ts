import type { Scenario } from '../../results/format.ts';

/** The models there were before there were variants, as the article has them. */
const MODELS = ['bare-work', 'single-threaded', 'worker-threads', 'child-processes'];

/**
 * Scenarios as reports show them: as the run file has them, but one from before there were variants
 * has its models by name. Such a file does not say what they do.
 */
export function inArticleOrder(scenarios: readonly Scenario[]): readonly Scenario[] {
  if (scenarios.some(({ summary }) => summary !== null)) return scenarios;
  const place = ({ model }: Scenario) =>
    MODELS.includes(model) ? MODELS.indexOf(model) : Infinity;
  return scenarios.toSorted((a, b) => (place(a) === place(b) ? 0 : place(a) - place(b)));
}
