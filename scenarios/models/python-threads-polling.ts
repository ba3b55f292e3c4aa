import { NEEDS } from '../programs/python/interpreter.ts';
import { pythonModel } from '../programs/python/model.ts';

export default pythonModel(
  {
    name: 'python-threads-polling',
    variantOf: 'python-threads',
    summary:
      'Results are polled for, as in the article with subinterpreters, instead of waited for.',
    number: 2,
    isolation: 'none',
    sharing: 'objects',
  },
  { file: 'threads', need: NEEDS.gil, switches: ['--poll'] },
);
