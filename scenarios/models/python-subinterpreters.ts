import { NEEDS } from '../programs/python/interpreter.ts';
import { pythonModel } from '../programs/python/model.ts';

export default pythonModel(
  {
    name: 'python-subinterpreters',
    analogue: 'subinterpreters',
    summary:
      'An interpreter per worker (PEP 734), each on a thread with an event loop; queues between them.',
    number: 3,
    isolation: 'thread',
    sharing: 'nothing',
  },
  { file: 'subinterpreters', need: NEEDS.subinterpreters },
);
