import type { NotRun, Scenario } from '../../results/format.ts';
import { HarnessError } from '../errors.ts';

/** A floor alone compares nothing where models were asked for that cannot run here. Throws HarnessError. */
export function expectModel(
  here: readonly { readonly scenario: Pick<Scenario, 'kind'> }[],
  [first, ...more]: readonly NotRun[],
): void {
  if (first === undefined || here.some(({ scenario }) => scenario.kind === 'model')) return;
  const others = more.length === 0 ? '' : ` (and ${more.length} more)`;
  const message = `nothing to measure: ${first.label} cannot run here: ${first.reason}${others}`;
  throw new HarnessError('nothing-to-run', message);
}
