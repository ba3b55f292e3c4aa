import { NEEDS } from '../programs/python/interpreter.ts';
import { pythonModel } from '../programs/python/model.ts';

export default pythonModel(
  {
    name: 'python-bare-work',
    analogue: 'the work alone',
    summary:
      'The floor in Python: the same bytes computed in one loop, without HTTP and without concurrency.',
    kind: 'floor',
  },
  { file: 'bare_work', need: NEEDS.gil },
);
