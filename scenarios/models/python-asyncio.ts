import { NEEDS } from '../programs/python/interpreter.ts';
import { pythonModel } from '../programs/python/model.ts';

export default pythonModel(
  {
    name: 'python-asyncio',
    summary: 'All workers as coroutines of one event loop in Python.',
    number: 4,
    isolation: 'none',
    sharing: 'objects',
  },
  { file: 'asyncio_loop', need: NEEDS.any },
);
