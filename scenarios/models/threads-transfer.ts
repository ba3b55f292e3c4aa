import type { Collector, Model, Trial } from '../../harness/contract.ts';
import { youngGenerationMb } from '../young-generation.ts';
import threadsMessages, { runThreads } from './threads-messages.ts';

/**
 * The same threads with the young generation of worker-threads; a message is JSON in an ArrayBuffer
 * that changes hands instead of being copied.
 */
const model: Model = {
  ...threadsMessages,
  name: 'threads-transfer',
  summary: 'Plain worker threads; batches and results as JSON in transferred ArrayBuffers.',
  number: 2,
  form: 'tuned',
  run,
};
export default model;

function run(trial: Trial, collector: Collector): Promise<void> {
  const resourceLimits = { maxYoungGenerationSizeMb: youngGenerationMb(trial.settings.workers) };
  return runThreads(trial, collector, { packing: 'transferred', resourceLimits });
}
