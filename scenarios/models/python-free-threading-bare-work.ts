import { NEEDS } from '../programs/python/interpreter.ts';
import { pythonModel } from '../programs/python/model.ts';

export default pythonModel(
  {
    name: 'python-free-threading-bare-work',
    analogue: 'the work alone',
    summary: 'The same floor on a free-threaded build.',
    kind: 'floor',
  },
  { file: 'bare_work', need: NEEDS.freeThreaded },
);
