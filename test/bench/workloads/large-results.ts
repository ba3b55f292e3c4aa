/** Results of 100 KB each, so that handing them over is most of the work. */
export default {
  list: () => Array.from({ length: 1000 }, (_, index) => `item ${index} `),
  run: (item: string) => item.padEnd(100_000, 'x'),
};
