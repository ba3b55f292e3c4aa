import { Socket } from 'node:net';
import { createInterface } from 'node:readline';

import { monotonicMs } from '../clock.ts';
import type { BatchResult, MonotonicMs, Pass } from '../contract.ts';
import type { PassRequest, TrialLine } from './protocol.ts';
import { ResultTally } from './result-tally.ts';

/** Where the passes of a trial come from, and what becomes of their results. */
export interface PassSource {
  readonly passes: AsyncIterable<Pass>;
  collect(result: BatchResult): void;
  /** The model has ended. */
  end(): void;
}

/** The pass that the model is working on. */
interface OpenPass {
  readonly pass: PassRequest;
  readonly startedAtMs: MonotonicMs;
  readonly tally: ResultTally;
  readonly over: PromiseWithResolvers<undefined>;
}

const REQUESTS_FD = 4;
const NO_PASS = 'collector.collect() was called when no pass of trial.passes was open';

/** Passes as the harness asks for them, one at a time, each answered with a line. */
export function drivenPasses(say: (line: TrialLine) => void): PassSource {
  const requests = new Socket({ fd: REQUESTS_FD, readable: true, writable: false });
  let open: OpenPass | null = null;

  async function* passes(): AsyncGenerator<Pass> {
    const lines = createInterface({ input: requests });
    say({ type: 'ready', atMs: monotonicMs() });
    for await (const line of lines) {
      const pass = passRequest(line);
      const over = Promise.withResolvers<undefined>();
      open = { pass, startedAtMs: monotonicMs(), tally: new ResultTally(pass), over };
      yield pass;
      await over.promise;
    }
  }

  function close({ pass: { first, count }, startedAtMs, tally, over }: OpenPass): void {
    const proof = tally.proof();
    say({ type: 'pass', first, count, startedAtMs, endedAtMs: monotonicMs(), proof });
    open = null;
    over.resolve(undefined);
  }

  function finish(done: OpenPass): void {
    if (done.pass.worsening === undefined) close(done);
    else
      void worsen(done.pass.worsening).then(() => {
        close(done);
      });
  }

  return {
    passes: passes(),
    collect(result) {
      if (open === null) throw new Error(NO_PASS);
      open.tally.add(result);
      if (open.tally.isComplete) finish(open);
    },
    end() {
      if (open !== null) close(open);
      requests.destroy();
    },
  };
}

/** A pass without items would never be over. */
export function passRequest(line: string): PassRequest {
  const request = JSON.parse(line) as PassRequest | null;
  const { first, count } = request ?? {};
  if (request !== null && isIndex(first) && isIndex(count) && count > 0) return request;
  throw new TypeError(`no request for a pass: ${line.slice(0, 200)}`);
}

function isIndex(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}

async function worsen(worsening: NonNullable<PassRequest['worsening']>): Promise<void> {
  const { worsenPass } = await import('./injection.ts');
  await worsenPass(worsening);
}
