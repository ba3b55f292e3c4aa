import { NEEDS } from '../programs/python/interpreter.ts';
import { pythonModel } from '../programs/python/model.ts';

export default pythonModel(
  {
    name: 'python-free-threading-one-pool',
    variantOf: 'python-free-threading',
    summary:
      'All connections of a worker in one httpx client, as in the article: its pool looks at every connection at every request.',
    number: 1,
    isolation: 'none',
    sharing: 'objects',
  },
  { file: 'threads', need: NEEDS.freeThreaded, switches: ['--one-pool'] },
);
