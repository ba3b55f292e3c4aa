import type { ItemFailure } from '../../contract.ts';
import type { LaunchResult } from '../../measure/messages.ts';
import type { PassLine } from '../../trial/protocol.ts';
import { ResultTally } from '../../trial/result-tally.ts';
import { type Failure, failureOf } from '../trial-report.ts';
import { breach, type SaidLine, saidLines } from './said.ts';

/** What a program model has said, tallied here, so that no program needs code for its proof. */
export interface ProgramReport {
  /** Of all items, from when it was ready until it was done. */
  readonly pass: Omit<PassLine, 'type'>;
  readonly counters: Readonly<Record<string, number>>;
  /** Moments at which lines arrived. */
  readonly firstResultAtMs: number | null;
  readonly lastResultAtMs: number | null;
}

/** What a program has said of this many items, or why that is no report. */
export function readProgramReport(launched: LaunchResult, items: number): ProgramReport | Failure {
  const failure = failureOf(launched);
  if (failure !== null) return failure;
  const said = saidLines(launched.stdout);
  const message = breach(said);
  return message === null ? tallied(said, items) : { cause: 'no-report', message };
}

function tallied(said: readonly SaidLine[], count: number): ProgramReport {
  const tally = new ResultTally({ first: 0, count });
  let counters: ProgramReport['counters'] = {};
  for (const { line } of said) {
    if (line?.type === 'result') tally.add({ first: line.first, lines: line.lines, failures: [] });
    if (line?.type === 'failure') tally.add({ first: 0, lines: [], failures: [failureFrom(line)] });
    if (line?.type === 'counters') ({ counters } = line);
  }
  const results = said.filter(({ line }) => line?.type === 'result');
  const [startedAtMs, endedAtMs] = [said[0]?.atMs ?? NaN, said.at(-1)?.atMs ?? NaN];
  return {
    pass: { first: 0, count, startedAtMs, endedAtMs, proof: tally.proof() },
    counters,
    firstResultAtMs: results[0]?.atMs ?? null,
    lastResultAtMs: results.at(-1)?.atMs ?? null,
  };
}

function failureFrom({
  item,
  kind,
  message,
}: Pick<ItemFailure, 'kind' | 'message'> & { readonly item: string }): ItemFailure {
  return { name: item, kind, message, stack: null };
}
