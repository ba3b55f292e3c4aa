import { type MessagePort, parentPort, workerData } from 'node:worker_threads';

import { monotonicMs } from '../../../harness/clock.ts';
import { holdLoop } from '../../models/worker-threads/hold-loop.ts';
import { type Inbox, openInbox } from './inbox.ts';
import type { Collection, CollectorTask, Way } from './spec.ts';

/** What the article's program waits for each queue. */
const TIMEOUT_MS = 100;

/** Takes results, one call of `took` for each, until it says that it was the last. */
type Collect = (inbox: Inbox, took: Took, ports: readonly MessagePort[]) => void | Promise<void>;
/** False after the last result. */
type Took = (moment: number) => boolean;

const WAYS: Readonly<Record<Way, Collect>> = {
  // As `get(timeout=0.1)` in the article's program does in truth: the timeout is cut to 0.
  'no-wait': (inbox, took) => {
    takeInTurn(inbox, took, (lane) => inbox.tryTake(lane));
  },
  'timed-wait': (inbox, took) => {
    takeInTurn(inbox, took, (lane) => inbox.takeWithin(lane, TIMEOUT_MS));
  },
  'blocking-wait': (inbox, took) => {
    while (takeAll(inbox, took)) inbox.waitForAny();
  },
  'async-wait': async (inbox, took) => {
    while (takeAll(inbox, took)) await holdLoop(inbox.whenAny());
  },
  messages: async (_inbox, took, ports) => {
    const { promise, resolve } = Promise.withResolvers<undefined>();
    for (const port of ports) {
      port.on('message', (moment: number) => {
        if (!took(moment)) resolve(undefined);
      });
    }
    await promise;
    for (const port of ports) port.close();
  },
};

const { way, results, inbox, ports } = workerData as CollectorTask;
const delaysMs = new Float64Array(results);
let count = 0;
const took: Took = (moment) => {
  delaysMs[count++] = monotonicMs() - moment;
  return count < results;
};
parentPort?.postMessage('ready');
const start = process.threadCpuUsage();
await WAYS[way](openInbox(inbox), took, ports);
const { user, system } = process.threadCpuUsage(start);
parentPort?.postMessage({ delaysMs, cpuMs: (user + system) / 1000 } satisfies Collection);

/** One result of each lane at most, lane after lane, as long as there are any to come. */
function takeInTurn(
  { lanes }: Inbox,
  took: Took,
  take: (lane: number) => number | undefined,
): void {
  for (let lane = 0; ; lane = (lane + 1) % lanes) {
    const moment = take(lane);
    if (moment !== undefined && !took(moment)) return;
  }
}

/** Whatever lies there; false after the last result. */
function takeAll(inbox: Inbox, took: Took): boolean {
  for (let lane = 0; lane < inbox.lanes; lane++) {
    for (let moment; (moment = inbox.tryTake(lane)) !== undefined;) {
      if (!took(moment)) return false;
    }
  }
  return true;
}
