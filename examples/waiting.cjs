const { setTimeout: wait } = require('node:timers/promises');

/**
 * Nothing but waiting, as for a slow service, in CommonJS. One loop waits for a hundred items at once
 * as well as for one: what counts is how many are in flight, and threads or processes only add
 * their start. Try --in-flight 10.
 *
 * @type {import('concurrency-bench').SimpleWorkload}
 */
module.exports = {
  summary: 'Wait for timers.',
  params: { milliseconds: 10 },

  list: Array.from({ length: 400 }, (_, index) => index + 1),

  open: ({ params }) => params,

  async run(item, { milliseconds }) {
    await wait(milliseconds);
    return item;
  },
};
