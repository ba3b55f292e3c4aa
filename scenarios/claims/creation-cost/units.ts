import type { ClaimCase, Scale } from '../../../harness/claim-contract.ts';
import { programUrl } from '../../program-url.ts';

/** What a program of this claim is told. */
export interface CreationSpec {
  /** How many to start, so that all are alive at once. */
  readonly count: number;
  /** Whether each has the HTTP client of the main workload loaded. */
  readonly withClient: boolean;
}

/** Something that can be started many times, and what is loaded in each. */
export interface Unit {
  /** Cases are named after it; see `fewOf` and `manyOf`. */
  readonly id: string;
  readonly title: string;
  readonly plural: string;
  readonly load: 'empty' | 'HTTP client loaded';
  /** Without its extension. */
  readonly program: string;
  /** Where counting begins: what the first ones cost once is none of one more's. */
  readonly few: number;
  readonly many: Readonly<Record<Scale, number>>;
}

const TASK = { title: 'async task', plural: 'async tasks', program: './tasks', few: 0 };
/** One for each of two cores. One child alone would have the program's text for its own. */
const THREAD = { title: 'thread', plural: 'threads', program: './threads', few: 2 };
const CHILD = { title: 'child process', plural: 'child processes', program: './children', few: 2 };

const EMPTY = 'empty';
const CLIENT = 'HTTP client loaded';

export const EMPTY_TASK: Unit = {
  ...TASK,
  id: 'task',
  load: EMPTY,
  many: { full: 100_000, quick: 100_000 },
};
export const EMPTY_THREAD: Unit = {
  ...THREAD,
  id: 'thread',
  load: EMPTY,
  many: { full: 64, quick: 16 },
};
export const CLIENT_THREAD: Unit = {
  ...THREAD,
  id: 'thread-with-client',
  load: CLIENT,
  many: { full: 16, quick: 6 },
};

export const EMPTY_CHILD: Unit = {
  ...CHILD,
  id: 'child',
  load: EMPTY,
  many: { full: 32, quick: 8 },
};

export const UNITS: readonly Unit[] = [
  EMPTY_TASK,
  { ...EMPTY_TASK, id: 'task-with-client', load: CLIENT },
  EMPTY_THREAD,
  CLIENT_THREAD,
  EMPTY_CHILD,
  { ...CHILD, id: 'child-with-client', load: CLIENT, many: { full: 8, quick: 6 } },
];

export function fewOf(unit: Unit): string {
  return `${unit.id}-few`;
}

export function manyOf(unit: Unit): string {
  return `${unit.id}-many`;
}

export function casesOf(unit: Unit, scale: Scale): readonly ClaimCase[] {
  const withClient = unit.load === CLIENT;
  return [
    creation(unit, fewOf(unit), { count: unit.few, withClient }),
    creation(unit, manyOf(unit), { count: unit.many[scale], withClient }),
  ];
}

function creation({ program }: Unit, id: string, { count, withClient }: CreationSpec): ClaimCase {
  return {
    kind: 'program',
    id,
    program: programUrl(import.meta, program),
    input: { count, withClient },
    timeoutMs: 60_000,
  };
}
