import { once } from 'node:events';
import { MessageChannel, Worker } from 'node:worker_threads';

import { programInput, reportFigures } from '../shared/program.ts';
import { monotonicMs } from '../../../harness/clock.ts';
import { programUrl } from '../../program-url.ts';
import { createInbox } from './inbox.ts';
import type { Collection, CollectionSpec, CollectorTask, ProducerTask } from './spec.ts';

// Threads that produce results in their own time, and one thread that collects them.
const spec = programInput<CollectionSpec>();
const { way, producers } = spec;
const resultsPerProducer = spec.batchesPerProducer * spec.batchSize;
const results = producers * resultsPerProducer;
const inbox = createInbox(producers, resultsPerProducer);
const gate = new SharedArrayBuffer(4);
const channels = Array.from({ length: way === 'messages' ? producers : 0 }, () => {
  const { port1, port2 } = new MessageChannel();
  return { near: port1, far: port2 };
});

const collector = startCollector();
const threads = [collector, ...Array.from({ length: producers }, (_, lane) => startProducer(lane))];
const ended = threads.map((thread) => once(thread, 'exit'));
await Promise.all(threads.map((thread) => once(thread, 'message')));

const collected = once(collector, 'message') as Promise<[Collection]>;
const [start, cpuStart] = [monotonicMs(), process.cpuUsage()];
Atomics.store(new Int32Array(gate), 0, 1);
Atomics.notify(new Int32Array(gate), 0);
const [{ delaysMs, cpuMs }] = await collected;
const { user, system } = process.cpuUsage(cpuStart);
const collectingMs = monotonicMs() - start;
await Promise.all(ended);

delaysMs.sort();
reportFigures({
  results: delaysMs.length,
  collectingMs,
  /** Of the whole process: without polling, the producers spend CPU on waking the collector. */
  cpuMsPerResult: (user + system) / 1000 / results,
  collectorCoreShare: cpuMs / collectingMs,
  delayP50Ms: percentile(0.5),
  delayP99Ms: percentile(0.99),
});

function startCollector(): Worker {
  const ports = channels.map(({ near }) => near);
  const task: CollectorTask = { way, results, inbox, ports };
  return new Worker(programUrl(import.meta, './collector'), {
    workerData: task,
    transferList: ports,
  });
}

function startProducer(lane: number): Worker {
  const port = channels[lane]?.far ?? null;
  const task: ProducerTask = { lane, spec, inbox, port, gate };
  return new Worker(programUrl(import.meta, './producer'), {
    workerData: task,
    transferList: port === null ? [] : [port],
  });
}

/** The least delay that this share of the results does not exceed. */
function percentile(share: number): number {
  return delaysMs[Math.ceil(share * results) - 1] ?? NaN;
}
