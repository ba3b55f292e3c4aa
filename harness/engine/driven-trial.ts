import { type LiveProgram, ProgramEnded } from '../measure/live-program.ts';
import type { LaunchResult } from '../measure/messages.ts';
import type { EndLine, PassLine, PassRequest, ReadyLine } from '../trial/protocol.ts';
import { type Failure, failureOf, readLine, ReportError } from './trial-report.ts';

/** A trial that is alive. Whatever goes wrong rejects with TrialFailed. */
export interface DrivenTrial {
  /** The model has asked for its first pass. */
  readonly ready: Promise<ReadyLine>;
  /** Has these items done, at least one; one pass at a time. */
  pass(request: PassRequest): Promise<PassLine>;
  /** Ends the trial; what was measured of it, and what it says at its end. */
  end(): Promise<{ readonly launched: LaunchResult; readonly end: EndLine }>;
}

/** A driven trial ended before its time or said something wrong. */
export class TrialFailed extends Error {
  override readonly name = 'TrialFailed';
  readonly failure: Failure;

  constructor(failure: Failure, options?: ErrorOptions) {
    super(failure.message, options);
    this.failure = failure;
  }
}

/** What `program` says, read and checked. It must run harness/trial with a driven spec. */
export function driveTrial(program: LiveProgram): DrivenTrial {
  const ready = reading(program.ready.then((line) => readLine('ready', line)));
  // It may not be awaited; then the first pass says what went wrong.
  ready.catch(() => undefined);
  return {
    ready,
    async pass(request) {
      await ready;
      const answer = program.ask(JSON.stringify(request));
      return reading(answer.then((line) => readLine('pass', line)));
    },
    end: () => reading(endOf(program)),
  };
}

async function endOf(program: LiveProgram) {
  const launched = await program.end();
  if (failureOf(launched) !== null) throw new ProgramEnded(launched);
  return { launched, end: readLine('end', launched.report.split('\n').at(-2) ?? '') };
}

async function reading<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof ProgramEnded)
      throw new TrialFailed(becomeOf(error.result), { cause: error });
    if (!(error instanceof ReportError)) throw error;
    throw new TrialFailed({ cause: 'no-report', message: error.message }, { cause: error });
  }
}

function becomeOf(launched: LaunchResult): Failure {
  return failureOf(launched) ?? { cause: 'no-report', message: 'ended before its pass was over' };
}
