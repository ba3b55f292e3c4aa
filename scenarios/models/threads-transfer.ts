import type { Model } from '../../harness/contract.ts';
import threadsMessages, { runThreads } from './threads-messages.ts';

/** The same threads; a message is JSON in an ArrayBuffer that changes hands instead of being copied. */
const model: Model = {
  ...threadsMessages,
  name: 'threads-transfer',
  summary: 'Plain worker threads; batches and results as JSON in transferred ArrayBuffers.',
  number: 2,
  form: 'tuned',
  run: (trial, collector) => runThreads(trial, collector, 'transferred'),
};
export default model;
