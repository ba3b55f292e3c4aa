import { z } from 'zod';

import type { FailedTrial } from '../../results/format.ts';
import { latencies } from '../../results/trial-format.ts';
import type { Collector } from '../contract.ts';
import type { LaunchResult } from '../measure/messages.ts';
import type { EndLine, PassLine, ReadyLine, ResultProof, TrialLine } from '../trial/protocol.ts';

/** Why a program has no result. */
export type Failure = Pick<FailedTrial, 'cause' | 'message'>;

/** What a whole-program trial has said. */
export interface TrialReport {
  readonly pass: PassLine;
  readonly end: EndLine;
}

/**
 * Begins the message of an uncaught error, as Node writes it: `RangeError [CODE]: …`; Bun writes `error: …` of a
 * plain Error, and Deno that before the rest.
 */
const UNCAUGHT =
  /^(?:error: Uncaught (?:\(in promise\) )?)?(?:[\w$]*(?:Error|Exception)\b|error: (?!Uncaught))/;
/** Lines that runtimes write below an error, of themselves. */
const SIGNATURE = /^(?:Node\.js|Bun) v/;
/** Node's exit code when a module awaits what can never be settled. */
const UNSETTLED = 13;

const count = z.int().nonnegative();
const ms = z.number().nonnegative();

export const itemErrorKind = z.enum([
  ...([
    'status',
    'timeout',
    'connection',
    'protocol',
    'encoding',
    'json',
    'shape',
    'other',
  ] as const),
]);

const proof: z.ZodType<ResultProof> = z.object({
  unique: count,
  surplus: count,
  digest: z.string(),
  failures: count,
  failuresByKind: z.partialRecord(itemErrorKind, count),
  failureExamples: z.array(
    z.object({
      item: z.string(),
      kind: itemErrorKind,
      message: z.string(),
      stack: z.string().nullable(),
    }),
  ),
});

const worker = z.object({
  id: count,
  readyAtMs: ms,
  endedAtMs: ms,
  items: count,
  bodyBytes: count,
  latencies,
  lost: z.object({ retries: count, timeouts: count, lostMs: ms }).exactOptional(),
});

const loop = z.object({
  role: z.enum(['main', 'producer', 'worker']),
  id: count,
  owner: z.enum(['process', 'thread']),
  pid: count,
  cpuUserMs: ms,
  cpuSystemMs: ms,
  loopUtilization: z.number().min(0).max(1).nullable(),
  peakRssBytes: count.nullable(),
});

const ready: z.ZodType<ReadyLine> = z.object({ type: z.literal('ready'), atMs: ms });

const pass: z.ZodType<PassLine> = z.object({
  type: z.literal('pass'),
  first: count,
  count,
  startedAtMs: ms,
  endedAtMs: ms,
  proof,
});

const end: z.ZodType<EndLine> = z.object({
  type: z.literal('end'),
  bootedAtMs: ms,
  firstResultAtMs: ms.nullable(),
  lastResultAtMs: ms.nullable(),
  doneAtMs: ms,
  workers: z.array(worker),
  loops: z.array(loop),
  messages: count,
  boundaryBytes: count,
});

const LINES = { ready, pass, end };

/** By which call of a model a part of the report came about. */
const CALLS: Readonly<Record<string, keyof Collector>> = {
  proof: 'collect',
  workers: 'worker',
  loops: 'loop',
  messages: 'crossed',
  boundaryBytes: 'crossed',
};

/** A trial said something else than its program is to say. */
export class ReportError extends Error {
  override readonly name = 'ReportError';
}

/** The line, which must be of this type. Throws ReportError, which names the field that is wrong. */
export function readLine<Type extends keyof typeof LINES>(
  type: Type,
  line: string,
): Extract<TrialLine, { type: Type }> {
  const parsed = LINES[type].safeParse(jsonOf(line));
  if (parsed.success) return parsed.data as Extract<TrialLine, { type: Type }>;
  const [issue] = parsed.error.issues;
  const field = z.core.toDotPath(issue?.path ?? []) || 'the line';
  const call = CALLS[String(issue?.path[0])];
  const who = call === undefined ? 'its report' : `what it gave to collector.${call}()`;
  throw new ReportError(`${who} is wrong at ${type}, ${field}: ${issue?.message ?? ''}`);
}

/** Null when it was started, ended well and by itself, and left nothing running. */
export function failureOf(launched: LaunchResult): Failure | null {
  const { spawnError, aborted, timedOut, signal, exitCode, leftovers, oomKills } = launched;
  if (spawnError !== null) return { cause: 'spawn', message: spawnError };
  if (aborted) return { cause: 'aborted', message: 'ended because the run was interrupted' };
  const out = oomKills > 0 ? `${outOfMemory(oomKills)}; ` : '';
  if (timedOut) return { cause: 'timeout', message: `${out}${timeoutMessage(launched)}` };
  if (signal !== null) return { cause: 'signal', message: `${out}killed by ${signal}` };
  if (exitCode !== 0) return { cause: 'exit-code', message: `${out}${exitMessage(launched)}` };
  if (leftovers === 0) return null;
  return { cause: 'leftovers', message: `left ${leftovers} processes running` };
}

/** All that a whole-program trial wrote on descriptor 3, or why that is no report. */
export function readReport(text: string): TrialReport | Failure {
  // The last line is cut off when its newline is missing.
  const [passLine, endLine, rest, ...more] = text.split('\n');
  if (passLine === undefined || endLine === undefined || rest === undefined) {
    const message = 'ended without a report, before "run" had ended: is process.exit called?';
    return { cause: 'no-report', message };
  }
  if (rest !== '' || more.length > 0) {
    const message = 'descriptor 3 carries its report, and something else was written to it';
    return { cause: 'no-report', message };
  }
  try {
    return { pass: readLine('pass', passLine), end: readLine('end', endLine) };
  } catch (error) {
    if (!(error instanceof ReportError)) throw error;
    return { cause: 'no-report', message: error.message };
  }
}

/** By the kernel, and not by the program: it is the limit that must be raised, or the work that needs less. */
export function outOfMemory(kills: number): string {
  const killed = kills === 1 ? 'a process' : `${kills} processes`;
  return `out of memory: the system's out-of-memory killer ended ${killed} during the trial (use fewer --workers, or raise the memory limit)`;
}

function timeoutMessage({ report }: LaunchResult): string {
  const message = 'ended because it took longer than --timeout';
  if (!report.split('\n').at(-2)?.startsWith('{"type":"end"')) return message;
  return `${message}: its work was done, but something is still open (a server, socket, timer or worker)`;
}

/** An exit code says nothing without the error that the process ended with. */
function exitMessage({ exitCode, stderrTail }: LaunchResult): string {
  const message = `exit code ${exitCode ?? '?'}`;
  if (exitCode === UNSETTLED) {
    return `${message}: it awaits a promise that nothing is left to settle`;
  }
  const lines = stderrTail.split('\n').filter((line) => /\S/.test(line) && !SIGNATURE.test(line));
  // The first: where a worker's error ends the others, theirs come after it.
  const error = lines.find((line) => UNCAUGHT.test(line)) ?? lines.at(-1);
  return error === undefined ? message : `${message}: ${error}`;
}

function jsonOf(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return line;
  }
}
