import { styleText } from 'node:util';

/** Where text is printed. */
export interface Screen {
  /** Characters in a line. */
  readonly columns: number;
  /** Whether it shows colours and bars. */
  readonly styled: boolean;
}

/** Colours and weights of `util.styleText`, each shown by every terminal that has colours. */
export type Ink = 'bold' | 'gray' | 'red' | 'green' | 'yellow' | 'blue' | 'magenta' | 'cyan';

/** A file, or another program. */
export const PIPE: Screen = { columns: 80, styled: false };

/** Longer lines are hard to read, and shorter ones hold no sentence. */
const [FEWEST_COLUMNS, MOST_COLUMNS] = [20, 140];

/**
 * The screen that a stream writes to. COLUMNS counts where the stream has no width of its own; NO_COLOR,
 * FORCE_COLOR and TERM count as they do for Node itself.
 */
export function screenOf(stream: NodeJS.WritableStream, env: NodeJS.ProcessEnv): Screen {
  const own = 'columns' in stream ? Number(stream.columns) : 0;
  // Some pseudo-terminals say that they have no columns at all.
  const given = [own, Number(env['COLUMNS'])].find((columns) => columns > 0) ?? PIPE.columns;
  const columns = Math.min(MOST_COLUMNS, Math.max(FEWEST_COLUMNS, Math.floor(given)));
  return { columns, styled: styleText('bold', 'x', { stream }) !== 'x' };
}

/** The text in this colour where the screen has colours. */
export function inked(text: string, ink: Ink | undefined, { styled }: Screen): string {
  if (!styled || ink === undefined || text === '') return text;
  return styleText(ink, text, { validateStream: false });
}
