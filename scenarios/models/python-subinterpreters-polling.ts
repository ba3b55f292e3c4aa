import { NEEDS } from '../programs/python/interpreter.ts';
import { pythonModel } from '../programs/python/model.ts';

export default pythonModel(
  {
    name: 'python-subinterpreters-polling',
    variantOf: 'python-subinterpreters',
    summary:
      'Results are polled for, as in the article with subinterpreters, instead of waited for.',
    number: 2,
    isolation: 'thread',
    sharing: 'nothing',
  },
  { file: 'subinterpreters', need: NEEDS.subinterpreters, switches: ['--poll'] },
);
