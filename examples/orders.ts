import type { SimpleWorkload } from 'concurrency-bench';

interface Order {
  readonly id: number;
  readonly customer: string;
  readonly lines: readonly { readonly product: string; readonly count: number; cents: number }[];
}

/**
 * Transforms JSON objects, which takes microseconds each. Here the items themselves are the data: a
 * model with other threads or processes must copy each to a worker and its result back, which costs
 * more than the work. One loop is hard to beat.
 */
const workload: SimpleWorkload<Order> = {
  summary: 'Turn orders into invoices.',

  // A generator need not end, and may be async: no more is taken of it than the trial has items.
  async *list({ items }) {
    for (let id = 1; id <= Math.min(items, 5000); id++) yield Promise.resolve(orderOf(id));
  },

  run({ id, customer, lines }) {
    const net = lines.reduce((sum, { count, cents }) => sum + count * cents, 0);
    const byProduct = Object.groupBy(lines, ({ product }) => product);
    const products = Object.entries(byProduct).map(([product, all = []]) => ({
      product,
      count: all.reduce((sum, { count }) => sum + count, 0),
    }));
    return { invoice: `${customer}-${id}`, products, net, tax: Math.round(net * 0.19) };
  },
};
export default workload;

function orderOf(id: number): Order {
  const lines = Array.from({ length: 20 }, (_, index) => ({
    product: `product ${(id * index) % 12}`,
    count: (index % 5) + 1,
    cents: ((id * 37 + index * 101) % 900) + 100,
  }));
  return { id, customer: `customer ${id % 100}`, lines };
}
