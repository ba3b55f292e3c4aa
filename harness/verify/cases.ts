import type { ModelTraits } from '../contract.ts';
import type { Case } from './step.ts';
import { BREAKDOWNS, FAILED_ITEMS } from './cases/failures.ts';
import { DRIVEN } from './cases/passes.ts';
import { CLOSED, RESOURCE_BREAKDOWNS, SHARED } from './cases/resources.ts';
import { ONE_FUNCTION, WHOLE_WORK } from './cases/whole-work.ts';

/** All that a model must do; the plainest first, without which the others say nothing. */
export function casesOf(kind: ModelTraits['kind']): readonly Case[] {
  const all = [ONE_FUNCTION, ...WHOLE_WORK, ...DRIVEN, FAILED_ITEMS, SHARED, CLOSED];
  // The floor of a pair neither lists nor opens.
  const ends = kind === 'floor' ? [] : BREAKDOWNS;
  return [...all, ...RESOURCE_BREAKDOWNS, ...ends];
}
