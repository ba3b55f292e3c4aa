import { NEEDS } from '../programs/python/interpreter.ts';
import { pythonModel } from '../programs/python/model.ts';

export default pythonModel(
  {
    name: 'python-multiprocessing',
    summary:
      'A process of multiprocessing per worker, each with an event loop; pipes between them.',
    number: 5,
    isolation: 'process',
    sharing: 'nothing',
  },
  { file: 'processes', need: NEEDS.any },
);
