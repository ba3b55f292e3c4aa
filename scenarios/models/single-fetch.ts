import type { Collector, Model, Trial } from '../../harness/contract.ts';
import singleThreaded from './single-threaded.ts';

/** The same loop with `fetch` of undici, as most people ask for something, in place of its pool. */
const model: Model = {
  ...singleThreaded,
  name: 'single-fetch',
  summary: 'Async workers on one event loop that ask with undici.fetch.',
  number: 1,
  variantOf: 'single-threaded',
  form: 'idiomatic',
  run,
};
export default model;

function run(trial: Trial, collector: Collector): Promise<void> {
  return singleThreaded.run(
    { ...trial, settings: { ...trial.settings, client: 'fetch' } },
    collector,
  );
}
