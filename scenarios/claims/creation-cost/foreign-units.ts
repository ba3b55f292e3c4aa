import type { ProgramCase, Scale } from '../../../harness/claim-contract.ts';
import type { FoundProgram, ProgramMachine } from '../../../harness/contract.ts';
import { GO_MANY, goProgram } from '../../go-program.ts';
import { programUrl } from '../../program-url.ts';
import { pythonProgram } from '../../python-program.ts';
import { fewOf, manyOf, type Unit } from './units.ts';

/** What the program that starts them is told, and the run file holds. */
interface ForeignInput {
  readonly count: number;
  readonly runtime: string;
}

/** What it is told beside that. */
interface ForeignPlaces {
  readonly executable: string;
  readonly args: readonly string[];
}

export type ForeignSpec = ForeignInput & ForeignPlaces;

/** A unit of another language, on machines that have it. */
export interface ForeignUnit extends Unit {
  readonly find: (machine: ProgramMachine) => FoundProgram | Promise<FoundProgram>;
}

const EMPTY = { load: 'empty', program: './foreign' } as const;

export const GOROUTINE: ForeignUnit = {
  ...{ id: 'goroutine', title: 'goroutine', plural: 'goroutines', ...EMPTY },
  ...{ few: 0, many: { full: 100_000, quick: 100_000 } },
  find: (machine) => goProgram(machine, [], GO_MANY),
};
export const PYTHON_THREAD: ForeignUnit = {
  ...{ id: 'python-thread', title: 'Python thread', plural: 'Python threads', ...EMPTY },
  ...{ few: 2, many: { full: 1000, quick: 200 } },
  find: (machine) => pythonProgram(machine, { file: 'many_threads', need: 'gil' }),
};

export const FOREIGN_UNITS: readonly ForeignUnit[] = [GOROUTINE, PYTHON_THREAD];

/** Those of the languages that this machine has; Go's program is built before anything is measured. */
export async function foreignCases(
  scale: Scale,
  machine: ProgramMachine,
): Promise<readonly ProgramCase[]> {
  const found = await Promise.all(
    FOREIGN_UNITS.map(async (unit) => ({ unit, program: await unit.find(machine) })),
  );
  return found.flatMap(({ unit, program }) => {
    if ('missing' in program) return [];
    const { executable, args, runtime } = program;
    const places = { executable, args };
    return [
      creation(unit, fewOf(unit), { count: unit.few, runtime }, places),
      creation(unit, manyOf(unit), { count: unit.many[scale], runtime }, places),
    ];
  });
}

function creation(
  { program }: Unit,
  id: string,
  input: ForeignInput,
  places: ForeignPlaces,
): ProgramCase {
  const url = programUrl(import.meta, program);
  const given = { input: { ...input }, places: { ...places } };
  return { kind: 'program', id, program: url, ...given, timeoutMs: 60_000 };
}
