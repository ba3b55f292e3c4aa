import type { RunFile } from '../../../results/format.ts';
import type { Cell } from '../../text/table.ts';

/** A row for each thing that was asked for and cannot run here, behind the rows of what ran. */
export function notRunRows(
  { notRun }: RunFile,
  figures: number,
): readonly (readonly [Cell, ...Cell[]])[] {
  return notRun.map(({ label }) => [
    { value: label, muted: true, ink: 'gray' },
    ...Array.from({ length: figures }, () => NOT_RUN),
  ]);
}

/** Why, in a line each under the table. */
export function notRunNotes({ notRun }: RunFile): readonly string[] {
  return notRun.map(({ label, reason }) => `${label}: not run: ${reason}`);
}

const NOT_RUN: Cell = { value: 'not run', ink: 'gray' };
