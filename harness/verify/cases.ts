import type { Case, Subject } from './step.ts';
import { BREAKDOWNS, FAILED_ITEMS } from './cases/failures.ts';
import { DRIVEN } from './cases/passes.ts';
import { ONE_FUNCTION, WHOLE_WORK } from './cases/whole-work.ts';

/** All that a model must do; the plainest first, without which the others say nothing. */
export function casesOf(kind: Subject['kind']): readonly Case[] {
  const all = [ONE_FUNCTION, ...WHOLE_WORK, ...DRIVEN, FAILED_ITEMS];
  // The floor neither lists nor opens.
  return kind === 'floor' ? all : [...all, ...BREAKDOWNS];
}
