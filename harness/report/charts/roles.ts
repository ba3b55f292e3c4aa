import { type Tint, tints } from './parts.ts';

/** Who uses CPU and memory, in the order of stacking, with the words of the legend. */
export const ROLES = {
  main: { title: 'main', opacity: 0.65 },
  producer: { title: 'producer', opacity: 0.35 },
  worker: { title: 'workers', opacity: 1 },
  other: { title: 'exit and other', opacity: 0.15 },
} as const satisfies Readonly<Record<string, Tint>>;

export type LoopRole = keyof typeof ROLES;

/** The channel of tints, with a legend of the roles that occur. */
export function roleTints(used: ReadonlySet<LoopRole>) {
  const roles = (Object.keys(ROLES) as LoopRole[]).filter((role) => used.has(role));
  return tints(
    'role',
    roles.map((role) => ROLES[role]),
  );
}
