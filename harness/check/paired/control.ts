import { METRICS } from '../../../results/metrics.ts';
import type { Finding } from '../../analysis/finding.ts';
import type { Rule } from '../rule.ts';
import type { ComparedModel } from './compared-models.ts';
import { pairedTests } from './tests.ts';

/**
 * What the base differs in from itself. The same test as of head and base, both ways, at the whole
 * alpha, because it is asked once, at the end.
 */
export function controlFindings(models: readonly ComparedModel[], rule: Rule): readonly Finding[] {
  const twins = models.map((model) => ({
    ...model,
    sample: model.sample.flatMap(({ control, ...round }) =>
      control === null ? [] : [{ ...round, head: control, control }],
    ),
  }));
  return pairedTests(twins, rule)
    .filter(({ kind, pWorse, pBetter, difference }) => {
      const large = Math.abs(difference.estimate) >= Math.log1p(rule.minEffect);
      return kind === 'gated' && large && 2 * Math.min(pWorse, pBetter) <= rule.alpha;
    })
    .map(({ compared, metric, rounds, base, head }) => ({
      code: 'control-differs',
      severity: 'problem' as const,
      scenario: compared.control?.id ?? null,
      seen: `${METRICS[metric].title} of the base differs from the same base by ${percent(head / base - 1)} over ${rounds} rounds`,
      advice:
        'Something on this machine favours one side. Run the check again; if it stays, look for what differs between the sides.',
    }));
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}
