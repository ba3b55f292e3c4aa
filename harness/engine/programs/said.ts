import { z } from 'zod';

import { figures } from '../../../results/trial-format.ts';
import type { ProgramLine } from '../../contract.ts';
import type { OutputPart } from '../../measure/messages.ts';
import { itemErrorKind } from '../trial-report.ts';

/** A line that a program has written to stdout. */
export interface SaidLine {
  /** From 1. */
  readonly number: number;
  /** Monotonic, when its end arrived. */
  readonly atMs: number;
  readonly text: string;
  /** Null for one that is not of the protocol. */
  readonly line: ProgramLine | null;
  /** Why it is not; null for one that is. */
  readonly problem: string | null;
}

/** One thing that a program must keep to on stdout. */
export interface Rule {
  /** Reads on after the name of the program. */
  readonly does: string;
  /** How it was broken, or null. */
  readonly problem: (said: readonly SaidLine[]) => string | null;
}

/** In the order in which one breach explains the next. */
export const RULES: readonly Rule[] = [
  {
    does: 'writes nothing but lines of the protocol to stdout',
    problem: (said) => said.find(({ problem }) => problem !== null)?.problem ?? null,
  },
  {
    does: 'says "ready" once, before anything else',
    problem: (said) =>
      said.length > 0 && said[0]?.line?.type !== 'ready'
        ? `line 1 of stdout must be {"type":"ready"}, not ${shown(said[0]?.text ?? '')}`
        : twice(said, 'ready'),
  },
  { does: 'says "counters" at most once', problem: (said) => twice(said, 'counters') },
  {
    does: 'says "done" last',
    problem: (said) =>
      said.at(-1)?.line?.type === 'done'
        ? twice(said, 'done')
        : 'stdout ended without {"type":"done"} as its last line: is each line flushed?',
  },
];

const count = z.int().nonnegative();

const LINE: z.ZodType<ProgramLine> = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready') }),
  z.object({ type: z.literal('result'), first: count, lines: z.array(z.string().nullable()) }),
  z.object({
    type: z.literal('failure'),
    item: z.string(),
    kind: itemErrorKind,
    message: z.string(),
  }),
  z.object({ type: z.literal('counters'), counters: figures }),
  z.object({ type: z.literal('done') }),
]);

/** What a program has written, line by line. */
export function saidLines(parts: readonly OutputPart[]): readonly SaidLine[] {
  const lines: SaidLine[] = [];
  let rest = '';
  const end = (text: string, atMs: number) => {
    if (text.trim() !== '') lines.push({ atMs, ...readLine(text, lines.length + 1) });
  };
  for (const { atMs, text } of parts) {
    const [first = '', ...others] = text.split('\n');
    const last = others.pop();
    if (last === undefined) rest += first;
    else {
      for (const line of [rest + first, ...others]) end(line, atMs);
      rest = last;
    }
  }
  end(rest, parts.at(-1)?.atMs ?? 0);
  return lines;
}

/** The first rule that was broken, and how; null where all are kept. */
export function breach(said: readonly SaidLine[]): string | null {
  for (const { problem } of RULES) {
    const found = problem(said);
    if (found !== null) return found;
  }
  return null;
}

function readLine(text: string, number: number): Omit<SaidLine, 'atMs'> {
  const parsed = LINE.safeParse(jsonOf(text));
  if (parsed.success) return { number, text, line: parsed.data, problem: null };
  const [issue] = parsed.error.issues;
  const field = z.core.toDotPath(issue?.path ?? []);
  const why = field === '' || field === 'type' ? '' : ` at ${field} (${issue?.message ?? ''})`;
  const problem = `line ${number} of stdout is no line of the protocol${why}: ${shown(text)}; messages go to stderr`;
  return { number, text, line: null, problem };
}

function twice(said: readonly SaidLine[], type: ProgramLine['type']): string | null {
  const [, second] = said.filter(({ line }) => line?.type === type);
  return second === undefined ? null : `line ${second.number} of stdout says "${type}" again`;
}

/** Of a line in a message, in characters. */
const SHOWN_LENGTH = 80;

function shown(text: string): string {
  return text.length > SHOWN_LENGTH ? `${text.slice(0, SHOWN_LENGTH)}…` : text;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
