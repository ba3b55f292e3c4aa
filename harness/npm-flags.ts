import type { FlagTable } from '../mock-server/flags.ts';
import { HarnessError } from './errors.ts';

type Variables = Readonly<Record<string, string | undefined>>;

/** A flag that npm kept for itself. */
interface Kept {
  readonly name: string;
  /** Undefined for a flag without one, null where npm passed it on as a word. */
  readonly value: string | null | undefined;
  readonly placeholder: string;
}

/**
 * Throws HarnessError where npm kept flags for itself: without `--` before them, `npm run compare --quick`
 * sets `npm_config_quick` and passes nothing on.
 */
export function refuseFlagsOfNpm(
  table: FlagTable,
  args: readonly string[],
  variables: Variables,
): void {
  const { npm_command: command, npm_lifecycle_event: script } = variables;
  if ((command !== 'run' && command !== 'run-script') || script === undefined) return;
  const kept = keptFlags(table, variables);
  if (kept.length === 0) return;
  const flags = kept.map(({ name }) => `--${name}`).join(' ');
  const words = ['npm run', script, '--', ...meant(kept, args)];
  throw new HarnessError(
    'npm-flag',
    `npm did not pass on ${flags}: put -- before the flags, as in \`${words.join(' ')}\``,
  );
}

function keptFlags(table: FlagTable, variables: Variables): readonly Kept[] {
  return Object.entries(table).flatMap(([name, { type, value: placeholder = '' }]): Kept[] => {
    const kept = variables[`npm_config_${name.replaceAll('-', '_')}`] ?? '';
    // npm writes `--no-quick` as the empty text.
    if (kept === '') return [];
    if (type === 'boolean') return [{ name, value: undefined, placeholder }];
    // Of `--items 20` npm passes 20 on as a word of its own; `--items=20` it keeps whole.
    return [{ name, value: kept === 'true' ? null : kept, placeholder }];
  });
}

/** What was meant, as far as it can be known: which of several words was a value cannot. */
function meant(kept: readonly Kept[], args: readonly string[]): readonly string[] {
  const lost = kept.filter(({ value }) => value === null).length;
  const word = lost === 1 && args.length === 1 ? args[0] : undefined;
  const flags = kept.flatMap(({ name, value, placeholder }) => [
    `--${name}`,
    ...(value === undefined ? [] : [value ?? word ?? placeholder]),
  ]);
  return lost === 0 ? [...args, ...flags] : flags;
}
