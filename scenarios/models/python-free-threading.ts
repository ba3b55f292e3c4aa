import { NEEDS } from '../programs/python/interpreter.ts';
import { pythonModel } from '../programs/python/model.ts';

export default pythonModel(
  {
    name: 'python-free-threading',
    analogue: 'free threading',
    summary: 'The same program on a Python without the GIL.',
    number: 2,
    isolation: 'none',
    sharing: 'objects',
  },
  { file: 'threads', need: NEEDS.freeThreaded },
);
