import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

import type { CaseFigures, Claim, ProgramCase } from '../../harness/claim-contract.ts';

// A program that hangs never ends its test; the timeout is a watchdog, not an assertion.
export const WATCHDOG = { timeout: 600_000 };

/** The figures that a program reports; it must end well and report once. */
export async function runProgram(program: URL, input: object): Promise<CaseFigures> {
  const child = spawn(process.execPath, [fileURLToPath(program), JSON.stringify(input)], {
    stdio: ['ignore', 'inherit', 'pipe', 'pipe'],
  });
  const [, , errors, reports] = child.stdio as [null, null, Readable, Readable, ...unknown[]];
  const [ending, stderr, report] = await Promise.all([
    once(child, 'close'),
    text(errors),
    text(reports),
  ]);
  assert.deepEqual(ending, [0, null], stderr);
  assert.match(report, /^.+\n$/, 'one line');
  return JSON.parse(report) as CaseFigures;
}

/** The case of this name, which runs a program. */
export function programCase(claim: Claim, id: string): ProgramCase {
  const found = claim.cases('quick').find((each) => each.id === id);
  assert.ok(found?.kind === 'program', `${id} is a program`);
  return found;
}
