import { fileURLToPath } from 'node:url';

import { z } from 'zod';

import type { Outcome } from '../../results/claims-format.ts';
import type { CaseFigures, ProgramCase } from '../claim-contract.ts';
import type { LaunchResult } from '../measure/messages.ts';
import type { Launcher } from '../measure/launcher.ts';
import { trialCommand } from '../engine/trial-command.ts';

const TIMEOUT_MS = 30_000;

const reported = z.record(z.string(), z.number());

/** Runs the program of a case once, in a fresh process tree. */
export async function runProgramCase(
  { program, input, timeoutMs = TIMEOUT_MS }: ProgramCase,
  context: { readonly launcher: Launcher; readonly executable: string; readonly extra: object },
  signal: AbortSignal,
): Promise<Outcome> {
  const args = [fileURLToPath(program), JSON.stringify({ ...input, ...context.extra })];
  const command = trialCommand({ executable: context.executable, args, timeoutMs });
  return outcomeOf(await context.launcher.launch(command, signal));
}

function outcomeOf(launched: LaunchResult): Outcome {
  const cause = failure(launched);
  if (cause !== null) return { status: 'failed', cause };
  const report = reported.safeParse(json(launched.report));
  if (!report.success) return { status: 'failed', cause: 'it reported no figures' };
  return { status: 'measured', figures: { ...report.data, ...treeFigures(launched) } };
}

function failure(launched: LaunchResult): string | null {
  const { spawnError, timedOut, signal, exitCode, stderrTail, leftovers } = launched;
  if (spawnError !== null) return spawnError;
  if (launched.aborted) return 'ended because the run was interrupted';
  if (timedOut) return 'ended because it took too long';
  if (signal !== null) return `killed by ${signal}`;
  if (exitCode !== 0) return `exit code ${exitCode ?? '?'}: ${lastLine(stderrTail)}`;
  return leftovers > 0 ? `left ${leftovers} processes running` : null;
}

/** Where the message of an uncaught error stands: before the stack, which is the end. */
function lastLine(text: string): string {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  return lines.findLast((line) => /\w*Error\b/.test(line)) ?? lines.at(-1) ?? '';
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function treeFigures({ spawnedAtMs, exitedAtMs, cpu, memory }: LaunchResult): CaseFigures {
  return {
    wallMs: exitedAtMs - spawnedAtMs,
    ...(cpu !== null && { cpuMs: cpu.userMs + cpu.systemMs }),
    ...(memory !== null && { peakRssBytes: memory.peakRssBytes }),
    ...(memory?.peakPssBytes != null && { peakPssBytes: memory.peakPssBytes }),
  };
}
