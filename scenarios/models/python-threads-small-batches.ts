import { NEEDS } from '../programs/python/interpreter.ts';
import { pythonModel } from '../programs/python/model.ts';

export default pythonModel(
  {
    name: 'python-threads-small-batches',
    variantOf: 'python-threads',
    summary: "Batches of 10 items, drawn as they are needed, in place of the run's batch size.",
    number: 3,
    isolation: 'none',
    sharing: 'objects',
  },
  { file: 'threads', need: NEEDS.gil, switches: ['--batch-size', '10'] },
);
