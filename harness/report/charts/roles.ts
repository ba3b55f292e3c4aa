import { colour } from '../../drawing/theme.ts';
import { legend } from './parts.ts';

/** Who uses CPU and memory, in the order of stacking, with the words of the legend. */
export const ROLES = {
  main: { title: 'main', colour: colour('blue') },
  producer: { title: 'producer', colour: colour('orange') },
  worker: { title: 'workers', colour: colour('green') },
  other: { title: 'unattributed, such as process exit', colour: colour('grey') },
} as const;

export type LoopRole = keyof typeof ROLES;

/** The colour channel, with a legend of the roles that occur. */
export function roleColour(used: ReadonlySet<LoopRole>) {
  const roles = (Object.keys(ROLES) as LoopRole[]).filter((role) => used.has(role));
  const entries = roles.map((role) => ROLES[role]);
  return legend('role', entries);
}
