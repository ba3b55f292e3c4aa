import { NEEDS } from '../programs/python/interpreter.ts';
import { pythonModel } from '../programs/python/model.ts';

export default pythonModel(
  {
    name: 'python-threads',
    analogue: 'threads under the GIL',
    summary: 'Python threads under the GIL, each with an event loop and its own httpx clients.',
    number: 1,
    baseline: true,
    isolation: 'none',
    sharing: 'objects',
  },
  { file: 'threads', need: NEEDS.gil },
);
