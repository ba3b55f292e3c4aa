import type { Capacity, Launch } from './launch-format.ts';
import type { TrialRecord } from './trial-format.ts';

/** What is measured in one go. */
export type Measured =
  | { readonly kind: 'trial'; readonly trial: TrialRecord }
  | { readonly kind: 'launch'; readonly launch: Launch }
  | { readonly kind: 'capacity'; readonly capacity: Capacity };

/**
 * A run file while the run goes on: its first line is the run as it began, each further one what was
 * measured since. When the run ends, one whole run takes its place.
 */
export interface Journal {
  /** With what was measured; not yet checked. */
  readonly run: Readonly<Record<string, unknown>>;
  /** First line that is damaged, from 1, which ends the run; null where all are whole. */
  readonly tornLine: number | null;
}

/** Where a run has what was measured. */
const LISTS = { trial: 'trials', launch: 'launches', capacity: 'capacities' } as const;

/** With its end: without it a line is whole only if nothing follows. */
export function journalLine(what: Measured): string {
  return `${JSON.stringify(what)}\n`;
}

/** Null for a text that does not begin with a run on a line of its own. */
export function readJournal(text: string): Journal | null {
  const [first = '', ...lines] = text.split('\n');
  const head = objectIn(first);
  if (head === null || lines.length === 0 || !hasLists(head)) return null;
  const lists = {
    launches: listIn(head, 'launches'),
    capacities: listIn(head, 'capacities'),
    trials: listIn(head, 'trials'),
  };
  const run = { ...head, ...lists };
  if (lines.at(-1) === '') lines.pop();
  for (const [index, line] of lines.entries()) {
    const record = objectIn(line);
    const kind = record?.['kind'];
    if (record === null || !isKind(kind) || !(kind in record)) {
      return { run, tornLine: index + 2 };
    }
    lists[LISTS[kind]].push(record[kind]);
  }
  return { run, tornLine: null };
}

function isKind(kind: unknown): kind is keyof typeof LISTS {
  return typeof kind === 'string' && Object.hasOwn(LISTS, kind);
}

/** Those that an old run lacks are empty. */
function hasLists(head: Readonly<Record<string, unknown>>): boolean {
  return Object.values(LISTS).every((name) => Array.isArray(head[name] ?? []));
}

/** A copy, to be added to. */
function listIn(head: Readonly<Record<string, unknown>>, name: string): unknown[] {
  return [...((head[name] ?? []) as readonly unknown[])];
}

/** Null where the text is no JSON object. */
function objectIn(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(text);
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isObject ? (value as Readonly<Record<string, unknown>>) : null;
  } catch {
    return null;
  }
}
