import { NEEDS } from '../programs/python/interpreter.ts';
import { pythonModel } from '../programs/python/model.ts';

export default pythonModel(
  {
    name: 'python-subinterpreters-one-pool',
    variantOf: 'python-subinterpreters',
    summary:
      'All connections of a worker in one httpx client, as in the article: its pool looks at every connection at every request.',
    number: 1,
    isolation: 'thread',
    sharing: 'nothing',
  },
  { file: 'subinterpreters', need: NEEDS.subinterpreters, switches: ['--one-pool'] },
);
