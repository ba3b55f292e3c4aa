import { processReport } from '../../loop-report.ts';
import type { WorkerStart } from '../../message-passing/messages.ts';
import { runMessageWorker } from '../../message-passing/worker.ts';
import { childStart, parentChannel } from './parent-channel.ts';

// A worker in a process of its own.
await runMessageWorker(childStart() as WorkerStart, parentChannel(), processReport);
process.disconnect?.();
