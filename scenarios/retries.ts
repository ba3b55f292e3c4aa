import { hash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

import type { LostTime } from '../harness/contract.ts';
import type { ItemEnd, OpenWorkload } from './item.ts';

/** Before the second attempt, without jitter; twice as long before each further one. */
const FIRST_WAIT_MS = 100;
/** Without jitter. */
export const LONGEST_WAIT_MS = 2000;

/**
 * The same workload, whose items are tried again, up to `retries` times, where they failed for a reason
 * that may pass. It counts what failed attempts cost, also where none is repeated.
 */
export function withRetries(work: OpenWorkload, retries: number): OpenWorkload {
  const lost = { retries: 0, timeouts: 0, lostMs: 0 };
  return {
    async run(name, latencies) {
      const startedAtMs = performance.now();
      let bodyBytes = 0;
      for (let attempt = 1; ; attempt++) {
        const attemptAtMs = performance.now();
        const waited = { ms: null as number | null, record: (ms: number) => (waited.ms = ms) };
        const end = await work.run(name, waited);
        bodyBytes += end.bodyBytes;
        if (end.failure?.kind === 'timeout') lost.timeouts += 1;
        if (isFinal(end, attempt, retries)) {
          // The item was waited for since its first attempt.
          if (waited.ms !== null) latencies?.record(attemptAtMs - startedAtMs + waited.ms);
          if (end.failure !== null) lost.lostMs += performance.now() - attemptAtMs;
          return { ...end, bodyBytes };
        }
        await sleep(waitMs(name, attempt));
        lost.retries += 1;
        lost.lostMs += performance.now() - attemptAtMs;
      }
    },
    lost: (): LostTime => ({ ...lost }),
    close: () => work.close(),
  };
}

/**
 * Doubles with every attempt up to a limit, less up to a half of it: clients that failed together do not
 * come back together (Brooker 2015, "Exponential Backoff And Jitter"). The same for every model.
 */
export function waitMs(name: string, attempt: number): number {
  const longestMs = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (attempt - 1));
  const position = hash('sha256', `${attempt} ${name}`, 'buffer').readUInt32LE() / 2 ** 32;
  return Math.round(longestMs * (1 - position / 2));
}

function isFinal({ failure, mayPass }: ItemEnd, attempt: number, retries: number): boolean {
  return failure === null || mayPass !== true || attempt > retries;
}
