import type { Limits } from '../../results/format.ts';
import type { LaunchCommand } from './messages.ts';

/** Writes its own id to the file that comes first, and becomes the program that follows. */
const JOIN = 'echo $$ >"$1" && shift && exec "$@"';

/**
 * The program as it must be started to run under limits: each tool sets one of them and then becomes the
 * next, so that the process that is spawned is the program itself, and limited before it begins.
 * `joins` is the list of processes of the control group that it is to be in; null for none.
 */
export function limitedCommand(
  { executable, args }: Pick<LaunchCommand, 'executable' | 'args'>,
  limits: Limits | null,
  joins: string | null,
): Pick<LaunchCommand, 'executable' | 'args'> {
  const words = [
    ...(joins === null ? [] : ['sh', '-c', JOIN, 'sh', joins]),
    ...(limits === null ? [] : [...tasksetWords(limits), ...niceWords(limits)]),
    executable,
  ];
  const [first = executable, ...rest] = words;
  return { executable: first, args: [...rest, ...args] };
}

/** Of util-linux. */
export function tasksetWords({ cores }: Pick<Limits, 'cores'>): readonly string[] {
  return cores === null ? [] : ['taskset', '-c', cores.join(',')];
}

export function niceWords({ nice }: Pick<Limits, 'nice'>): readonly string[] {
  return nice === null ? [] : ['nice', '-n', String(nice)];
}
