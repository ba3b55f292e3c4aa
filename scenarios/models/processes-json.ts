import type { Model } from '../../harness/contract.ts';
import childProcesses, { runChildren } from './child-processes.ts';

/**
 * The same children with `serialization: 'json'`: V8 writes and reads plain data faster as JSON than
 * by structured clone, which in turn carries what JSON cannot, such as Map, BigInt and bytes.
 */
const model: Model = {
  ...childProcesses,
  name: 'processes-json',
  summary: 'Isolated Node processes; batches and results written as JSON.',
  number: 1,
  variantOf: 'child-processes',
  form: 'tuned',
  run: (trial, collector) => runChildren(trial, collector, 'json'),
};
export default model;
