import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

import type { CaseFigures, Claim, Figures, Scale } from '../../../harness/claim-contract.ts';
import { figuresOf } from '../../../harness/claims/figures.ts';
import type { Observation } from '../../../results/claims-format.ts';

// A program that hangs never ends its test; the timeout is a watchdog, not an assertion.
export const WATCHDOG = { timeout: 90_000 };

/** The figures that a program reports; it must end well and report once. */
export async function runProgram(
  program: URL,
  input: object,
  shell = '"$@"',
): Promise<Record<string, number>> {
  const command = [process.execPath, fileURLToPath(program), JSON.stringify(input)];
  const child = spawn('sh', ['-c', shell, 'sh', ...command], {
    stdio: ['ignore', 'inherit', 'inherit', 'pipe'],
  });
  const closed = once(child, 'close');
  const report = await text(child.stdio[3] as Readable);
  assert.deepEqual(await closed, [0, null]);
  assert.match(report, /^.+\n$/, 'one line');
  return JSON.parse(report) as Record<string, number>;
}

/** The input that a claim gives to one of its programs, and the program. */
export function programCase(claim: Claim, id: string, scale: Scale = 'quick') {
  const found = claim.cases(scale).find((each) => each.id === id);
  assert.ok(found?.kind === 'program', `${id} is a program`);
  return found;
}

/** What a made-up case has: figures that are the same or differ by round, or why it failed. */
export type MadeUp = Readonly<Record<string, number | readonly number[]>> | string;

/** Figures as a judge sees them, of as many rounds as the longest list has, 6 where none is. */
export function madeUpFigures(cases: Readonly<Record<string, MadeUp>>, scale: Scale): Figures {
  const lists = Object.values(cases).flatMap((one) => (typeof one === 'string' ? [] : values(one)));
  const rounds = Math.max(0, ...lists.map((one) => one.length)) || 6;
  const observations = Array.from({ length: rounds }, (_, round) =>
    Object.entries(cases).map(([id, one]) => observation(id, round, one)),
  );
  return figuresOf(observations.flat(), scale);
}

function values(figures: Exclude<MadeUp, string>): readonly (readonly number[])[] {
  return Object.values(figures).filter((value) => typeof value === 'object');
}

function observation(id: string, round: number, one: MadeUp): Omit<Observation, 'claim'> {
  if (typeof one === 'string')
    return { case: id, round, outcome: { status: 'failed', cause: one } };
  const entries = Object.entries(one).map(([name, value]) => [
    name,
    typeof value === 'number' ? value : (value[round] ?? NaN),
  ]);
  const figures = Object.fromEntries(entries) as CaseFigures;
  return { case: id, round, outcome: { status: 'measured', figures } };
}
